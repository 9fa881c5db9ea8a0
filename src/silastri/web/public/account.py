"""Registers, activates, signs in and out, renews a password."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.domain import identity, worktime
from silastri.domain.number import is_digits
from silastri.domain.refusal import Refusal, TooOften
from silastri.domain.visible import seen_number
from silastri.journey.accounts import sso
from silastri.journey.accounts.second_proof import Owed
from silastri.journey.apply import new_password as passwords
from silastri.journey.apply import owner, ways
from silastri.journey.apply import register as journey
from silastri.journey.apply import sign_in as doors
from silastri.web.forms import Form, name, new_password, text, tried
from silastri.web.gate import door, key_offer, known_device
from silastri.web.gate.limits import slow_down
from silastri.web.gate.way_back import second_proof_for, sign_in_for, way_back
from silastri.web.guard import applicant, public, secret
from silastri.web.middleware import status_of

from .demo import demo_people
from .office import offices_to_visit

_GOING = "tujuan"  # the session's key for where somebody was going who forgot the password
_ASKED = "kode-sandi"  # the session's key for the code of a new password that was asked for here
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
    nama = text("Nomor WhatsApp atau NIK", most=40, autocomplete=" ".join(("username", "webauthn")))
    sandi = text("Kata sandi", most=200, widget=forms.PasswordInput(), autocomplete="current-password")


class PhoneForm(Form):
    telepon = text("Nomor WhatsApp", hint="Contoh: 0812 3456 7890", most=25, inputmode="tel", autocomplete="tel")

    def clean_telepon(self) -> str:
        return _read(lambda typed: identity.whatsapp(typed).e164, self.cleaned_data["telepon"])


class CodeForm(Form):
    kode = text("Kode 6 angka", most=20, inputmode="numeric", autocomplete="one-time-code")

    def clean_kode(self) -> str:
        digits = "".join(seen_number(self.cleaned_data["kode"]).split())
        if len(digits) != 6 or not is_digits(digits):
            raise forms.ValidationError("Kode terdiri dari 6 angka.")
        return digits


class PasswordForm(Form):
    sandi = new_password()


class OwnerForm(PasswordForm):
    """Of an account that nobody used for long: also what its owner alone knows."""

    nik = text("6 angka terakhir NIK Anda", most=10, inputmode="numeric", autocomplete="off")
    nomor = text("Salah satu nomor pendaftaran Anda", hint="Ada di pesan atau tanda terima lama", most=40)
    field_order = ("nik", "nomor", "sandi")

    def __init__(self, *args: Any, asks_case: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_case:
            del self.fields["nomor"]


@public
def register(request: Any) -> HttpResponse:
    if not ways.to_number():
        return _no_way(request)
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


def _no_way(request: Any, *, forgotten: bool = False) -> HttpResponse:
    page = {"offices": offices_to_visit(), "forgotten": forgotten}
    return render(request, "account/no_way.html", page, status=422 if request.method == "POST" else 200)


@public
def registered(request: Any) -> HttpResponse:
    """Where the browser that registered waits: for the digits, or until the link was opened elsewhere."""
    found = queries.registration(request.session.get("registered", 0))
    if found is None:
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    onward = _typed(request, form, lambda code: journey.by_code(request.act, registration=found, typed=code))
    if onward:
        return redirect("activate", *onward)
    page = {
        "form": form,
        "phone": found.phone,
        "next": found.then,
        "ways": ways.to_number(),
        "write_to_us": ways.to_write_to_us(found),
    }
    return render(request, "account/registered.html", page, status=_status(form))


def _typed(request: Any, form: Form, look: Callable[[str], tuple[str, str]]) -> tuple[str, str] | None:
    """What the digits lead to; the form says why to nothing."""
    if not form.is_valid():
        return None
    try:
        slow_down(request, "code", most=40, sentence=_TOO_OFTEN)
        return look(form.cleaned_data["kode"])
    except Refusal as refusal:
        form.refuse(refusal)
        form.status = status_of(refusal)  # type: ignore[attr-defined]
        return None


def _status(form: Form) -> int:
    status: int = getattr(form, "status", 422 if form.is_bound else 200)
    return status


@public
def send_again(request: Any) -> HttpResponse:
    """Sends the code again to a person who just registered in this browser."""
    found = queries.registration(request.session.get("registered", 0))
    if request.method == "POST" and found:
        journey.send_again(request.act, registration=found, by=request.POST.get("lewat", ""))
        messages.success(request, "Kode baru sudah kami kirim. Kode yang lama tidak berlaku lagi.")
    return redirect("registered")


@sensitive_post_parameters("sandi")
@secret
def activate(request: Any, uid: str, token: str) -> HttpResponse:
    """Opening the link changes nothing, since programs that scan messages open links: choosing a password does."""
    form = PasswordForm(request.POST or None)
    try:
        registration = journey.waiting(uid, token)
        if request.method == "POST" and tried(form, lambda: _activated(request, uid, token, form)):
            messages.success(request, "Akun Anda sudah aktif. Silakan masuk.")
            return redirect(sign_in_for(registration.then))
    except Refusal as refusal:
        return _refused_link(request, refusal)
    page = {"form": form, "registration": registration}
    return render(request, "account/activate.html", page, status=422 if form.is_bound else 200)


def _activated(request: Any, uid: str, token: str, form: Form) -> Person:
    return journey.activate(request.act, uid=uid, token=token, password=form.cleaned_data["sandi"])


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
        if request.user.is_authenticated and not settings.DEMO:  # in the demo people change places
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
    door.said_password(request, person, form.cleaned_data["sandi"])
    if door.knock(request, person) is Owed.NOTHING:
        key_offer.make(request, person)
        return known_device.remember(_home(request), person)
    going = way_back(request) or request.session.pop(_GOING, "")
    return redirect(second_proof_for(going))


def _failed(request: Any, form: Form, why: str) -> None:
    """Writes down at whose account somebody failed; what was typed may be a NIK and is not kept."""
    person = queries.by_sign_in_name(form.cleaned_data["nama"])
    log(request.act, "sign_in_failed", whose=person.pk if person else None, why=why)


def _sign_in_page(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    page = {"form": form, "next": way_back(request), "people": demo_people(), "sso": sso.name()}
    return render(request, "account/sign_in.html", page, status=status)


def _home(request: Any) -> HttpResponse:
    """Where the person was going; after a forgotten password, where they were going then."""
    return redirect(way_back(request) or request.session.pop(_GOING, "") or "start")


@public
def sign_out(request: Any) -> HttpResponse:
    if request.method == "POST":
        if request.user.is_authenticated:
            log(request.act, "sign_out", whose=request.user.pk)
        elsewhere = door.is_from_elsewhere(request) and sso.sign_out_there()
        logout(request)
        if elsewhere:
            return render(request, "account/signed_out.html", {"name": sso.name(), "there": elsewhere})
        messages.success(request, "Anda sudah keluar.")
    return redirect("home")


@public
def forgotten(request: Any) -> HttpResponse:
    if not ways.to_number():
        return _no_way(request, forgotten=True)
    form = PhoneForm(request.POST or None)
    page = {"form": form, "next": way_back(request)}
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "account/forgotten.html", page, status=422 if form.is_bound else 200)
    try:
        slow_down(request, "forgotten", most=10, sentence=_TOO_OFTEN)
        asked = passwords.send_link(request.act, phone=form.cleaned_data["telepon"])
    except TooOften as refusal:
        form.refuse(refusal)
        return render(request, "account/forgotten.html", page, status=429)
    request.session[_ASKED] = asked
    if page["next"]:
        request.session[_GOING] = page["next"]
    # The same answer for known and unknown numbers.
    return render(request, "account/forgotten.html", page | {"sent": True, "form": CodeForm()})


@public
def password_code(request: Any) -> HttpResponse:
    """The digits of the message, typed in the browser that asked for a new password."""
    asked = request.session.get(_ASKED, "")
    if request.method != "POST" or not asked:
        return redirect("forgotten")
    form = CodeForm(request.POST)
    onward = _typed(request, form, lambda code: passwords.by_code(request.act, asked=asked, typed=code))
    if onward:
        return redirect("new_password", *onward)
    return render(request, "account/forgotten.html", {"form": form, "sent": True}, status=_status(form))


@sensitive_post_parameters("sandi")
@secret
def renew_password(request: Any, uid: str, token: str) -> HttpResponse:
    person = passwords.may_renew(uid, token)
    if person is None:
        page = {"sentence": "Tautan ini sudah tidak berlaku. Minta tautan baru.", **_NO_LINK}
        return render(request, "account/activate_refused.html", page, status=409)
    asked = owner.is_asked(person, request.act.at)
    sent = request.POST or None
    form: Form = OwnerForm(sent, asks_case=owner.asks_case(person)) if asked else PasswordForm(sent)
    if tried(form, lambda: _renewed(request, uid, token, form)) is None:
        shown = {"form": form, "asked": asked}
        return render(request, "account/new_password.html", shown, status=422 if form.is_bound else 200)
    messages.success(request, "Kata sandi baru sudah tersimpan. Silakan masuk.")
    return known_device.remember(redirect("sign_in"), person)


def _renewed(request: Any, uid: str, token: str, form: Form) -> Person:
    data = form.cleaned_data
    return passwords.renew(
        request.act,
        uid=uid,
        token=token,
        password=data["sandi"],
        nik=data.get("nik", ""),
        ref=data.get("nomor", ""),
    )


_NO_LINK = {"heading": "Tautan tidak berlaku", "to": "forgotten", "then": "Minta tautan baru"}


@applicant
def start(request: Any) -> HttpResponse:
    """The first page after signing in: for officers their desk, for others their applications."""
    from_desk = request.user.posting_set.exists()
    return redirect("desk_start" if from_desk else "my_cases")
