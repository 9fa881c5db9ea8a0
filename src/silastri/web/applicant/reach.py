"""How I am reached: my number, my e-mail, somebody I trust; and the page of the link that asks to agree."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.accounts import addresses as kept
from silastri.domain import identity
from silastri.domain.refusal import Refusal
from silastri.journey.apply import addresses, ways
from silastri.journey.case import reach
from silastri.web.forms import Form, name, text
from silastri.web.guard import Request, applicant, secret
from silastri.web.middleware import status_of


class EmailForm(Form):
    posel = text("Alamat pos-el", hint="Contoh: nama@contoh.id", most=254, inputmode="email", autocomplete="email")


class TrustedForm(Form):
    orang_nama = name("Nama orang itu", autocomplete="off")
    orang_telepon = text("Nomor HP orang itu", hint="Contoh: 0812 3456 7890", most=25, inputmode="tel")
    setuju = forms.BooleanField(
        label="Saya setuju kabar penting tentang permohonan saya dikirim kepadanya",
        error_messages={"required": "Centang dulu untuk melanjutkan."},
    )

    def clean_orang_telepon(self) -> str:
        try:
            return identity.whatsapp(self.cleaned_data["orang_telepon"]).e164
        except identity.NotAnIdentity as wrong:
            raise forms.ValidationError(str(wrong)) from None


def _page(request: Request, status: int = 200, **forms_: Form) -> HttpResponse:
    page = {
        "told": reach.shown(request.user),
        "addresses": kept.of(request.user),
        "email_form": EmailForm(),
        "trusted_form": TrustedForm(),
        "sends_email": reach.sends("email"),
        "sends_to_number": bool(ways.to_number()),
        **forms_,
    }
    return render(request, "applicant/reach.html", page, status=status)


@applicant
def my_reach(request: Request) -> HttpResponse:
    return _page(request)


@applicant
def add_email(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect("my_reach")
    form = EmailForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, email_form=form)
    try:
        addresses.add_email(request.act, person=request.user, email=form.cleaned_data["posel"])
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, status_of(refusal), email_form=form)
    messages.success(request, "Kami mengirim tautan ke sana. Pos-el itu dipakai setelah Anda membukanya.")
    return redirect("my_reach")


@applicant
def name_trusted(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect("my_reach")
    form = TrustedForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, trusted_form=form)
    whose, phone = form.cleaned_data["orang_nama"], form.cleaned_data["orang_telepon"]
    try:
        addresses.name_trusted(request.act, person=request.user, whose=whose, phone=phone)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, status_of(refusal), trusted_form=form)
    messages.success(request, "Kami bertanya dulu kepadanya. Nomornya dipakai setelah ia setuju.")
    return redirect("my_reach")


@applicant
def remove_address(request: Request, pk: int) -> HttpResponse:
    if request.method == "POST":
        addresses.remove(request.act, person=request.user, pk=pk)
        messages.success(request, "Sudah dihapus.")
    return redirect("my_reach")


@applicant
def send_trial(request: Request) -> HttpResponse:
    if request.method == "POST":
        by = addresses.send_trial(request.act, person=request.user)
        if by:
            messages.success(request, "Pesan percobaan dikirim. Periksa HP atau pos-el Anda.")
        else:
            messages.error(request, "Kantor ini belum bisa mengirim pesan.")
    return redirect("my_reach")


@secret
def prove_address(request: Any, token: str) -> HttpResponse:
    """Opening the link only shows buttons, since programs that scan messages open links."""
    try:
        if request.method == "POST" and "tolak" in request.POST:
            addresses.decline(request.act, token=token)
            return render(request, "account/agreed.html", {"declined": True})
        if request.method == "POST":
            return render(request, "account/agreed.html", {"address": addresses.agree(request.act, token=token)})
        page = {"asked": addresses.asked(request.act.at, token=token)}
    except addresses.AddressLinkEnded as refusal:
        ended = {"heading": "Tautan tidak berlaku", "sentence": str(refusal), "to": "home", "then": "Halaman depan"}
        return render(request, "account/activate_refused.html", ended, status=status_of(refusal))
    return render(request, "account/agree.html", page)
