"""My account: the name and the number, and how to mend them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from silastri.domain import identity
from silastri.domain.refusal import Refusal
from silastri.journey.apply import mend, sign_in
from silastri.web.forms import Form, name, text
from silastri.web.gate import known_device
from silastri.web.guard import Request, applicant, secret
from silastri.web.middleware import status_of


class NameForm(Form):
    nama = name("Nama lengkap", hint="Seperti tertulis di KTP", autocomplete="name")


class NumberForm(Form):
    telepon = text("Nomor WhatsApp baru", hint="Contoh: 0812 3456 7890", most=25, inputmode="tel", autocomplete="tel")
    sandi = text("Kata sandi Anda", most=200, widget=forms.PasswordInput(), autocomplete="current-password")

    def clean_telepon(self) -> str:
        try:
            return identity.whatsapp(self.cleaned_data["telepon"]).e164
        except identity.NotAnIdentity as wrong:
            raise forms.ValidationError(str(wrong)) from None


def _page(request: Request, status: int = 200, **forms_: Form) -> HttpResponse:
    page = {
        "name_form": NameForm(initial={"nama": request.user.name}),
        "number_form": NumberForm(),
        "why_not": mend.why_not_name(request.act, request.user),
        **forms_,
    }
    return render(request, "applicant/account.html", page, status=status)


@applicant
def my_account(request: Request) -> HttpResponse:
    return _page(request)


@applicant
def mend_name(request: Request) -> HttpResponse:
    form = NameForm(request.POST or None)
    if request.method != "POST":
        return redirect("my_account")
    if not form.is_valid():
        return _page(request, 422, name_form=form)
    mend.name(request.act, person=request.user, name=form.cleaned_data["nama"])
    messages.success(request, "Nama tersimpan.")
    return redirect("my_account")


@sensitive_post_parameters("sandi")
@applicant
def mend_number(request: Request) -> HttpResponse:
    """The password is asked again: who finds a browser signed in must not take the account away."""
    form = NumberForm(request.POST or None)
    if request.method != "POST":
        return redirect("my_account")
    if not form.is_valid():
        return _page(request, 422, number_form=form)
    try:
        _ask(request, form)
    except Refusal as refusal:
        form.refuse(refusal)
    if form.errors:
        return _page(request, 422, number_form=form)
    messages.success(request, "Kami mengirim tautan ke nomor itu. Nomor baru dipakai setelah Anda membukanya.")
    return redirect("my_account")


def _ask(request: Request, form: NumberForm) -> None:
    typed, where = request.user.phone or "", known_device.where(request)
    if sign_in.known(request.act, typed=typed, password=form.cleaned_data["sandi"], where=where) is None:
        form.add_error("sandi", "Kata sandi salah.")
        return
    mend.ask_number(request.act, person=request.user, phone=form.cleaned_data["telepon"])


@secret
def new_number(request: Any, token: str) -> HttpResponse:
    """Opening the link only shows a button, since programs that scan messages open links."""
    try:
        if request.method == "POST":
            mend.use_number(request.act, token=token)
            messages.success(request, "Nomor WhatsApp Anda sudah diganti. Masuklah dengan nomor baru.")
            return redirect("start")
        number = mend.number_of(request.act.at, token=token)
    except (mend.LinkEnded, mend.NumberTaken) as refusal:
        page = {"heading": "Nomor belum diganti", "sentence": str(refusal), "to": "my_account", "then": "Akun saya"}
        return render(request, "account/activate_refused.html", page, status=status_of(refusal))
    return render(request, "account/new_number.html", {"number": number})
