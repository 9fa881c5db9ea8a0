"""Registers, activates, signs in and out, renews a password."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from silastri.apps.accounts import operations as accounts
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.domain import identity, worktime
from silastri.domain.act import Actor
from silastri.domain.refusal import Refusal, TooOften
from silastri.journey.apply import register as journey
from silastri.web.forms import Form, text
from silastri.web.guard import applicant, public, secret
from silastri.web.middleware import status_of

from .demo import demo_people

_WINDOW = timedelta(minutes=10)


def _password(label: str, **attrs: Any) -> forms.CharField:
    return text(label, hint="Paling sedikit 8 huruf atau angka.", widget=forms.PasswordInput(), **attrs)


class RegisterForm(Form):
    nama = text("Nama lengkap", hint="Seperti tertulis di KTP", most=100, autocomplete="name")
    nik = text("NIK", hint="16 angka di KTP", most=25, inputmode="numeric", autocomplete="off")
    telepon = text("Nomor WhatsApp", hint="Contoh: 0812 3456 7890", most=25, inputmode="tel", autocomplete="tel")
    sandi = _password("Kata sandi", autocomplete="new-password")
    setuju = forms.BooleanField(
        label="Saya setuju data saya dipakai untuk layanan ini",
        error_messages={"required": "Centang dulu untuk melanjutkan."},
    )

    def clean_nama(self) -> str:
        return " ".join(self.cleaned_data["nama"].split())

    def clean_nik(self) -> str:
        return _read(lambda typed: identity.nik(typed, self.today).digits, self.cleaned_data["nik"])

    def clean_telepon(self) -> str:
        return _read(lambda typed: identity.whatsapp(typed).e164, self.cleaned_data["telepon"])

    def clean_sandi(self) -> str:
        validate_password(self.cleaned_data["sandi"])
        return str(self.cleaned_data["sandi"])

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


class NewPasswordForm(Form):
    sandi = _password("Kata sandi baru", autocomplete="new-password")

    def clean_sandi(self) -> str:
        validate_password(self.cleaned_data["sandi"])
        return str(self.cleaned_data["sandi"])


@public
def register(request: Any) -> HttpResponse:
    form = RegisterForm(request.POST or None, today=worktime.national_day(request.act.at))
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "account/register.html", {"form": form}, status=422 if form.is_bound else 200)
    _slow_down(request, "register", most=20)
    data = form.cleaned_data
    try:
        person = journey.register(
            request.act, name=data["nama"], nik=data["nik"], phone=data["telepon"], password=data["sandi"]
        )
    except journey.AlreadyRegistered as known:
        form.refuse(known)
        return render(request, "account/register.html", {"form": form}, status=status_of(known))
    request.session["registered"] = person.pk
    return redirect("registered")


@public
def registered(request: HttpRequest) -> HttpResponse:
    person = queries.person(request.session.get("registered", 0))
    if person is None:
        return redirect("sign_in")
    return render(request, "account/registered.html", {"person": person})


@public
def send_again(request: Any) -> HttpResponse:
    """Sends the activation again to a person who just registered in this browser."""
    person = queries.person(request.session.get("registered", 0))
    if request.method == "POST" and person:
        journey.send_activation_again(request.act, person=person)
        messages.success(request, "Pesan aktivasi dikirim lagi.")
    return redirect("registered")


@secret
def activate(request: Any, uid: str, token: str) -> HttpResponse:
    """Opening the link only shows a button, which activates: programs that scan messages open links."""
    if request.method != "POST":
        return render(request, "account/activate.html")
    try:
        journey.activate(request.act, uid=uid, token=token)
    except Refusal as refusal:
        page = {"sentence": str(refusal), "expired": isinstance(refusal, journey.LinkExpired)}
        return render(request, "account/activate_refused.html", page, status=status_of(refusal))
    messages.success(request, "Akun Anda sudah aktif. Silakan masuk.")
    return redirect("sign_in")


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
        person = _known(request, form.cleaned_data["nama"], form.cleaned_data["sandi"])
    except TooOften as refusal:
        form.refuse(refusal)
        _failed(request, form, "too_often")
        return _sign_in_page(request, form, 429)
    if person is None:
        form.add_error(None, "Nomor atau kata sandi salah. Periksa lagi.")
        _failed(request, form, "wrong")
        return _sign_in_page(request, form, 422)
    if not person.activated_at:
        request.session["registered"] = person.pk
        return redirect("registered")
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    log(replace(request.act, by=Actor(person.pk, person.name)), "sign_in", whose=person.pk)
    return _home(request)


def _failed(request: Any, form: Form, why: str) -> None:
    """Writes down at whose account somebody failed; what was typed may be a NIK and is not kept."""
    person = queries.by_sign_in_name(form.cleaned_data["nama"])
    log(request.act, "sign_in_failed", whose=person.pk if person else None, why=why)


def _known(request: Any, name: str, password: str) -> Person | None:
    """The person with that sign-in name and password. Raises TooOften."""
    key = f"sign-in/{''.join(name.split()).lower()[:60]}"
    if accounts.too_often(key, most=10, window=_WINDOW, at=request.act.at):
        raise TooOften("Terlalu banyak percobaan. Tunggu 10 menit, lalu coba lagi.")
    person = queries.by_sign_in_name(name)
    if person is None:
        Person().set_password(password)  # as slow as a true check, so that the time does not reveal who has an account
        return None
    if not person.check_password(password):
        return None
    accounts.forgive(key)
    return person


def _sign_in_page(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    page = {"form": form, "next": request.POST.get("next") or request.GET.get("next", ""), "people": demo_people()}
    return render(request, "account/sign_in.html", page, status=status)


def _home(request: Any) -> HttpResponse:
    target = request.POST.get("next") or request.GET.get("next") or ""
    # What begins with no slash would be taken for the name of a page.
    if target.startswith("/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return redirect(target)
    return redirect("start")


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
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "account/forgotten.html", {"form": form}, status=422 if form.is_bound else 200)
    _slow_down(request, "forgotten", most=10)
    person = queries.by_sign_in_name(form.cleaned_data["telepon"])
    if person and person.phone:
        journey.send_new_password(request.act, person=person)
    # The same answer for known and unknown numbers.
    return render(request, "account/forgotten.html", {"form": form, "sent": True})


@secret
def new_password(request: Any, uid: str, token: str) -> HttpResponse:
    form = NewPasswordForm(request.POST or None)
    if journey.may_renew_password(uid, token) is None:
        page = {"sentence": "Tautan ini sudah tidak berlaku. Minta tautan baru.", "renew": True}
        return render(request, "account/activate_refused.html", page, status=409)
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "account/new_password.html", {"form": form}, status=422 if form.is_bound else 200)
    journey.renew_password(request.act, uid=uid, token=token, password=form.cleaned_data["sandi"])
    messages.success(request, "Kata sandi baru sudah tersimpan. Silakan masuk.")
    return redirect("sign_in")


@applicant
def start(request: Any) -> HttpResponse:
    """The first page after signing in: for officers their desk, for others their applications."""
    from_desk = request.user.posting_set.exists()
    return redirect("inbox" if from_desk else "my_cases")


def _slow_down(request: Any, what: str, *, most: int) -> None:
    """Slows down guessing. Raises TooOften."""
    if accounts.too_often(
        f"{what}/{request.META.get('REMOTE_ADDR', '')}", most=most, window=_WINDOW, at=request.act.at
    ):
        raise TooOften("Terlalu banyak percobaan dari tempat ini. Tunggu 10 menit, lalu coba lagi.")
