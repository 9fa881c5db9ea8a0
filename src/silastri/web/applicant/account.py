"""My account: the name and the number, and how to mend them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from silastri.apps.accounts.models import Person
from silastri.apps.personal_data import queries as personal_data
from silastri.domain import identity
from silastri.domain.personal_data.notice import HOUSE
from silastri.domain.refusal import Refusal
from silastri.journey.apply import mend, sessions, sign_in
from silastri.journey.apply.typed_code import CodeEnded, WrongCode
from silastri.web.forms import Form, name, new_password, text
from silastri.web.gate import door, known_device
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


class PasswordForm(Form):
    lama = text("Kata sandi sekarang", most=200, widget=forms.PasswordInput(), autocomplete="current-password")
    baru = new_password()


def _page(request: Request, status: int = 200, **forms_: Form) -> HttpResponse:
    page = {
        "name_form": NameForm(initial={"nama": request.user.name}),
        "number_form": NumberForm(),
        "password_form": PasswordForm(),
        "why_not": mend.why_not_name(request.act, request.user),
        "consents": personal_data.consents(request.user.pk),
        "edition": str(HOUSE),
        "sessions": sessions.of(request.user, request.act.at),
        "here": request.session.session_key,
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
    messages.success(
        request,
        "Kami mengirim tautan ke nomor baru dan kode ke nomor lama. Buka tautannya, lalu ketik kodenya di sana.",
    )
    return redirect("my_account")


def _ask(request: Request, form: NumberForm) -> None:
    if _who_knows(request, form, "sandi"):
        mend.ask_number(request.act, person=request.user, phone=form.cleaned_data["telepon"])


def _who_knows(request: Request, form: Form, field: str) -> Person | None:
    """Who signed in, as read anew: their hash may have been renewed just now. The form says where the password was
    wrong. Raises TooOften."""
    typed, where = request.user.phone or "", known_device.where(request)
    known = sign_in.known(request.act, typed=typed, password=form.cleaned_data[field], where=where)
    if known is None:
        form.add_error(field, "Kata sandi salah.")
    return known


@sensitive_post_parameters("lama", "baru")
@applicant
def change_password(request: Request) -> HttpResponse:
    """All other browsers are signed out: whoever changes the password may have lost a telephone."""
    form = PasswordForm(request.POST or None)
    if request.method != "POST":
        return redirect("my_account")
    try:
        known = _who_knows(request, form, "lama") if form.is_valid() else None
    except Refusal as refusal:
        form.refuse(refusal)
        known = None
    if known is None:
        return _page(request, 422, password_form=form)
    new, key = form.cleaned_data["baru"], request.session.session_key or ""
    try:
        sessions.change_password(request.act, person=known, password=new, key=key)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, 422, password_form=form)
    door.stay(request, known)
    messages.success(request, "Kata sandi sudah diganti. Di perangkat lain Anda sudah dikeluarkan.")
    return redirect("my_account")


@applicant
def end_session(request: Request, pk: int) -> HttpResponse:
    if request.method == "POST" and sessions.end(request.act, person=request.user, pk=pk):
        messages.success(request, "Anda sudah keluar dari perangkat itu.")
    return redirect("my_account")


@applicant
def end_others(request: Request) -> HttpResponse:
    if request.method == "POST":
        sessions.end_others(request.act, person=request.user, key=request.session.session_key or "")
        messages.success(request, "Anda sudah keluar dari semua perangkat lain.")
    return redirect("my_account")


class OldNumberForm(Form):
    kode = text(
        "Kode yang kami kirim ke nomor lama", hint="6 angka", most=20, inputmode="numeric", autocomplete="one-time-code"
    )


@secret
def new_number(request: Any, token: str) -> HttpResponse:
    """Opening the link only shows a form, since programs that scan messages open links."""
    try:
        form = OldNumberForm(request.POST or None) if mend.asks_old(request.act.at, token=token) else None
        if request.method == "POST" and _is_used(request, token, form):
            messages.success(request, "Nomor WhatsApp Anda sudah diganti. Masuklah dengan nomor baru.")
            return redirect("start")
        number = mend.number_of(request.act.at, token=token)
        later = mend.waits_until(request.act.at, token=token)
    except (mend.LinkEnded, mend.NumberTaken) as refusal:
        page = {"heading": "Nomor belum diganti", "sentence": str(refusal), "to": "my_account", "then": "Akun saya"}
        return render(request, "account/activate_refused.html", page, status=status_of(refusal))
    shown = {"number": number, "form": form, "later": later}
    return render(request, "account/new_number.html", shown, status=422 if form and form.errors else 200)


def _is_used(request: Any, token: str, form: Form | None) -> bool:
    if form is None:
        mend.use_number(request.act, token=token)
        return True
    if not form.is_valid():
        return False
    typed = "".join(form.cleaned_data["kode"].split())
    try:
        mend.use_number(request.act, token=token, typed=typed)
    except (WrongCode, CodeEnded) as refusal:
        form.add_error("kode", str(refusal))
        return False
    return True
