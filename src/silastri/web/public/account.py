"""Registers, activates, signs in and out, renews a password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from silastri.apps.accounts import queries
from silastri.apps.audit.operations import log
from silastri.domain import identity, worktime
from silastri.domain.refusal import Refusal, TooOften
from silastri.journey.apply import new_password as passwords
from silastri.journey.apply import register as journey
from silastri.journey.apply import sign_in as doors
from silastri.web.forms import Form, name, new_password, text
from silastri.web.gate import door, known_device
from silastri.web.gate.limits import slow_down
from silastri.web.gate.way_back import sign_in_for, way_back
from silastri.web.guard import applicant, public, secret
from silastri.web.middleware import status_of

from .demo import demo_people

_GOING = "tujuan"  # the session's key for where somebody was going who forgot the password
_TOO_OFTEN = "Terlalu banyak percobaan dari tempat ini."


class RegisterForm(Form):
    nama = name("Nama lengkap", hint="Seperti tertulis di KTP", autocomplete="name")
    nik = text("NIK", hint="16 angka di KTP", most=25, inputmode="numeric", autocomplete="off")
    telepon = text("Nomor WhatsApp", hint="Contoh: 0812 3456 7890", most=25, inputmode="tel", autocomplete="tel")
    setuju = forms.BooleanField(
        label="Saya setuju data saya dipakai untuk layanan ini",
        error_messages={"required": "Centang dulu untuk melanjutkan."},
    )

    def clean_nik(self) -> str:
        return _read(lambda typed: identity.nik(typed, self.today).digits, self.cleaned_data["nik"])

    def clean_telepon(self) -> str:
        return _read(lambda typed: identity.whatsapp(typed).e164, self.cleaned_data["telepon"])

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


def _read(reader: Any, typed: str) -> str:
    try:
        return str(reader(typed))
    except identity.NotAnIdentity as wrong:
        raise forms.ValidationError(str(wrong)) from None


class SignInForm(Form):
    nama = text("Nomor WhatsApp atau NIK", most=40, autocomplete="username")
    sandi = text("Kata sandi", most=200, widget=forms.PasswordInput(), autocomplete="current-password")


class PhoneForm(Form):
    telepon = text("Nomor WhatsApp", hint="Contoh: 0812 3456 7890", most=25, inputmode="tel", autocomplete="tel")

    def clean_telepon(self) -> str:
        return _read(lambda typed: identity.whatsapp(typed).e164, self.cleaned_data["telepon"])


class PasswordForm(Form):
    sandi = new_password()


@public
def register(request: Any) -> HttpResponse:
    form = RegisterForm(request.POST or None, today=worktime.national_day(request.act.at))
    going = way_back(request)
    page = {"form": form, "next": going}
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "account/register.html", page, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    try:
        slow_down(request, "register", most=20, sentence=_TOO_OFTEN)
        made = journey.register(request.act, name=data["nama"], nik=data["nik"], phone=data["telepon"], then=going)
    except TooOften as refusal:
        form.refuse(refusal)
        return render(request, "account/register.html", page, status=429)
    request.session["registered"] = made.pk
    return redirect("registered")


@public
def registered(request: HttpRequest) -> HttpResponse:
    found = queries.registration(request.session.get("registered", 0))
    if found is None:
        return redirect("sign_in")
    return render(request, "account/registered.html", {"phone": found.phone, "next": found.then})


@public
def send_again(request: Any) -> HttpResponse:
    """Sends the link again to a person who just registered in this browser."""
    found = queries.registration(request.session.get("registered", 0))
    if request.method == "POST" and found:
        journey.send_again(request.act, registration=found)
        messages.success(request, "Tautan sudah kami kirim lagi.")
    return redirect("registered")


@sensitive_post_parameters("sandi")
@secret
def activate(request: Any, uid: str, token: str) -> HttpResponse:
    """Opening the link changes nothing, since programs that scan messages open links: choosing a password does."""
    form = PasswordForm(request.POST or None)
    try:
        registration = journey.waiting(uid, token)
        if request.method == "POST" and form.is_valid():
            journey.activate(request.act, uid=uid, token=token, password=form.cleaned_data["sandi"])
            messages.success(request, "Akun Anda sudah aktif. Silakan masuk.")
            return redirect(sign_in_for(registration.then))
    except Refusal as refusal:
        return _refused_link(request, refusal)
    page = {"form": form, "registration": registration}
    return render(request, "account/activate.html", page, status=422 if form.is_bound else 200)


_AFTER_LINK: dict[type[Refusal], dict[str, str]] = {
    journey.LinkExpired: {"heading": "Tautan tidak berlaku", "to": "register", "then": "Daftar lagi"},
    journey.LinkUsed: {"heading": "Akun sudah aktif", "to": "sign_in", "then": "Masuk"},
    journey.AlreadyRegistered: {"heading": "Akun belum dibuat", "to": "offices", "then": "Alamat kantor"},
}


def _refused_link(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    page = {"sentence": str(refusal), **_AFTER_LINK[type(refusal)]}
    return render(request, "account/activate_refused.html", page, status=status_of(refusal))


@sensitive_post_parameters("sandi")
@public
def sign_in(request: Any) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return _home(request)
        return _sign_in_page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, 422)
    try:
        person = doors.known(
            request.act,
            typed=form.cleaned_data["nama"],
            password=form.cleaned_data["sandi"],
            where=known_device.where(request),
        )
    except TooOften as refusal:
        form.refuse(refusal)
        _failed(request, form, "too_often")
        return _sign_in_page(request, form, 429)
    if person is None:
        form.add_error(None, "Nomor atau kata sandi salah. Periksa lagi.")
        _failed(request, form, "wrong")
        return _sign_in_page(request, form, 422)
    door.enter(request, person)
    return known_device.remember(_home(request), person)


def _failed(request: Any, form: Form, why: str) -> None:
    """Writes down at whose account somebody failed; what was typed may be a NIK and is not kept."""
    person = queries.by_sign_in_name(form.cleaned_data["nama"])
    log(request.act, "sign_in_failed", whose=person.pk if person else None, why=why)


def _sign_in_page(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    page = {"form": form, "next": way_back(request), "people": demo_people()}
    return render(request, "account/sign_in.html", page, status=status)


def _home(request: Any) -> HttpResponse:
    """Where the person was going; after a forgotten password, where they were going then."""
    return redirect(way_back(request) or request.session.pop(_GOING, "") or "start")


@public
def sign_out(request: Any) -> HttpResponse:
    if request.method == "POST":
        if request.user.is_authenticated:
            log(request.act, "sign_out", whose=request.user.pk)
        logout(request)
    return redirect("home")


@public
def forgotten(request: Any) -> HttpResponse:
    form = PhoneForm(request.POST or None)
    page = {"form": form, "next": way_back(request)}
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "account/forgotten.html", page, status=422 if form.is_bound else 200)
    try:
        slow_down(request, "forgotten", most=10, sentence=_TOO_OFTEN)
        passwords.send_link(request.act, phone=form.cleaned_data["telepon"])
    except TooOften as refusal:
        form.refuse(refusal)
        return render(request, "account/forgotten.html", page, status=429)
    if page["next"]:
        request.session[_GOING] = page["next"]
    # The same answer for known and unknown numbers.
    return render(request, "account/forgotten.html", page | {"sent": True})


@sensitive_post_parameters("sandi")
@secret
def renew_password(request: Any, uid: str, token: str) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if passwords.may_renew(uid, token) is None:
        page = {"sentence": "Tautan ini sudah tidak berlaku. Minta tautan baru.", **_NO_LINK}
        return render(request, "account/activate_refused.html", page, status=409)
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "account/new_password.html", {"form": form}, status=422 if form.is_bound else 200)
    person = passwords.renew(request.act, uid=uid, token=token, password=form.cleaned_data["sandi"])
    messages.success(request, "Kata sandi baru sudah tersimpan. Silakan masuk.")
    return known_device.remember(redirect("sign_in"), person)


_NO_LINK = {"heading": "Tautan tidak berlaku", "to": "forgotten", "then": "Minta tautan baru"}


@applicant
def start(request: Any) -> HttpResponse:
    """The first page after signing in: for officers their desk, for others their applications."""
    from_desk = request.user.posting_set.exists()
    return redirect("desk_start" if from_desk else "my_cases")
