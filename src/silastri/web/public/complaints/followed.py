"""How the writer of a complaint follows it, with its code: a receipt, its state, and what he can do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.domain.complaints import ways
from silastri.domain.complaints.ways import What
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.complaints import acknowledge, by_complainant, receipt
from silastri.journey.complaints.state import said
from silastri.web.forms import Form, whole
from silastri.web.gate.limits import slow_down
from silastri.web.guard import Request, public, secret
from silastri.web.middleware import status_of
from silastri.web.pdf import pdf
from silastri.web.zone import show_time_of

from .forms import CompleteForm, RateForm, ReopenForm, WithdrawForm

_Carried = Callable[[Request, str, dict[str, Any]], object]


@public
def find(request: Request) -> HttpResponse:
    typed = request.GET.get("kode", "").strip()[:40]
    if not typed:
        return render(request, "public/complaints/find.html")
    try:
        found = _found(request, typed)
    except by_complainant.CodeUnknown as unknown:
        return render(request, "public/complaints/find.html", {"typed": typed, "error": str(unknown)}, status=404)
    return redirect("complaint_status", found.code)


@secret
def received(request: Request, code: str) -> HttpResponse:
    found = _found(request, code)
    page = {"found": found, "due": acknowledge.due(found), "reached": _is_told(found)}
    return _private(render(request, "public/complaints/received.html", page))


@secret
def receipt_pdf(request: Request, code: str) -> HttpResponse:
    found = _found(request, code)
    return _private(pdf(receipt.draw(found, at=request.act.at), f"pengaduan-{found.serial}-{found.year}"))


@secret
def status(request: Request, code: str) -> HttpResponse:
    """Where it stands; and what its writer does with it, by the button that was pressed."""
    found = _found(request, code)
    if request.method != "POST":
        return _page(request, found)
    name, make, carry_out, told = _ACTS.get(request.POST.get("tindakan", ""), _ACTS["cabut"])
    if request.POST.get("tindakan") not in _ACTS:
        raise NotFit("Yang dikirim tidak bisa dibaca. Muat ulang halaman, lalu coba lagi.")
    form = make(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, 422, **{name: form})
    try:
        carry_out(request, found.code, form.cleaned_data)
    except (by_complainant.NotNow, by_complainant.CodeUnknown):
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, found, status_of(refusal), **{name: form})
    messages.success(request, told)
    return _private(redirect("complaint_status", found.code))


def _complete(request: Request, code: str, data: dict[str, Any]) -> object:
    files = [(one.read(), one.name or "berkas") for one in data["lampiran"]]
    if files:
        slow_down(request, "complaint files", most=10, sentence="Anda sudah mengirim banyak berkas.")
    return by_complainant.complete(request.act, code=code, text=data["keterangan"], files=files)


_ACTS: dict[str, tuple[str, type[Form], _Carried, str]] = {
    "lengkapi": ("complete_form", CompleteForm, _complete, "Terima kasih. Keterangan Anda sudah kami terima."),
    "buka": (
        "reopen_form",
        ReopenForm,
        lambda request, code, data: by_complainant.reopen(request.act, code=code, reason=data["alasan"]),
        "Pengaduan dibuka lagi. Kami memeriksanya lagi.",
    ),
    "nilai": (
        "rate_form",
        RateForm,
        lambda request, code, data: by_complainant.rate(request.act, code=code, rating=whole(data["nilai"])),
        "Terima kasih atas penilaian Anda.",
    ),
    "cabut": (
        "withdraw_form",
        WithdrawForm,
        lambda request, code, data: by_complainant.withdraw(request.act, code=code, reason=data["sebab"]),
        "Pengaduan dicabut.",
    ),
}


def _page(request: Request, found: Complaint, status: int = 200, **forms: Form) -> HttpResponse:
    at = request.act.at
    can_reopen = by_complainant.may_reopen(found, at)
    offered: dict[str, Form] = {}
    if ways.may(What.COMPLETE, found.state):
        offered["complete_form"] = CompleteForm()
    if can_reopen:
        offered["reopen_form"] = ReopenForm()
    if ways.may(What.RATE, found.state) and found.rating is None:
        offered["rate_form"] = RateForm()
    if ways.may(What.WITHDRAW, found.state):
        offered["withdraw_form"] = WithdrawForm()
    page = {
        "found": found,
        "said": said(found),
        "rows": by_complainant.told(found),
        "answer": queries.answer(found) if ways.may(What.TELL, found.state) else None,
        "reopens_until": by_complainant.reopens_until(found) if can_reopen else None,
        "rating": by_complainant.RATINGS.get(found.rating or 0),
        **offered,
        **forms,
    }
    return _private(render(request, "public/complaints/status.html", page, status=status))


def _is_told(found: Complaint) -> bool:
    """Whether the complainant left a number or an address to which the code went as well."""
    return bool(found.complainant.get("phone") or found.complainant.get("email") or found.person_id)


def _found(request: Request, code: str) -> Complaint:
    """Codes cannot be guessed; counting attempts deters people from trying. Raises CodeUnknown, TooOften."""
    try:
        found = by_complainant.find(code)
    except by_complainant.CodeUnknown:
        slow_down(request, "complaint code", most=30, sentence="Terlalu banyak kode yang salah.")
        raise
    show_time_of(found.office)
    return found


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
