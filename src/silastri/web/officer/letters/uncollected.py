"""Letters that were not collected: the list, the notice to the applicant's home, and its posting."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.domain.refusal import NotFit
from silastri.journey.letters import uncollected as journey
from silastri.web.forms import Form, day, text
from silastri.web.guard import DeskRequest, officer


class AddressForm(Form):
    alamat = text(
        "Alamat rumah pemohon",
        hint="Surat dikirim ke sini. Betulkan bila perlu, misalnya menurut KTP.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PostingForm(Form):
    tanggal = day("Tanggal dikirim")
    cara = text("Dikirim lewat", hint="Misalnya PT Pos Indonesia, atau diantar petugas", most=80)
    resi = text("Nomor resi", hint="Kosongkan bila diantar petugas", required=False, most=60, autocomplete="off")


@officer
def uncollected(request: DeskRequest) -> HttpResponse:
    at = request.act.at
    found = journey.waiting(request.desk.office.pk, request.desk.posts, at=at)
    return render(
        request, "officer/letters/uncollected.html", {"rows": [(one, one.may_be_made(at)) for one in found], "now": at}
    )


@officer
def notice(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return _page(request, ref)
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            letter = journey.make(request.act, ref=ref, address=form.cleaned_data["alamat"])
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Surat pemberitahuan {letter.number} sudah dibuat. Cetak, lalu kirim.")
            return redirect("notice", ref)
    return _page(request, ref, address=form, status=422)


@officer
def post_notice(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("notice", ref)
    form = PostingForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            key = request.POST.get("surat", "")
            journey.posted(request.act, ref=ref, key=key, on=data["tanggal"], how=data["cara"], receipt=data["resi"])
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Pengiriman sudah dicatat.")
            return redirect("notice", ref)
    return _page(request, ref, posting=form, status=422)


def _page(
    request: DeskRequest, ref: str, *, address: Form | None = None, posting: Form | None = None, status: int = 200
) -> HttpResponse:
    found = journey.of_case(request.act, ref)
    page: dict[str, Any] = {
        "waiting": found,
        "case": found.case,
        "may_be_made": found.may_be_made(request.act.at),
        "address": address or AddressForm(initial={"alamat": found.address}),
        "posting": posting or PostingForm(initial={"tanggal": request.today}),
        "now": request.act.at,
    }
    return render(request, "officer/letters/notice.html", page, status=status)
