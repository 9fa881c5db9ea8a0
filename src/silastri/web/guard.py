"""Who may enter. Every route has a guard; a test walks them all. ``access`` writes down who saw what.

This is where the clock is read and the ``Act`` is made: who, when, from where.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.lists import Counts
from silastri.apps.devices import operations as devices
from silastri.apps.devices.models import Device
from silastri.apps.offices import queries as offices
from silastri.apps.offices import watched
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotYours

from . import refusal_page, zone
from .gate import access, editions, standing, watching
from .gate.address import address_of

View = Callable[..., HttpResponse]
_OFFICE = "office"  # the session's key for the office in which an officer works now
_WATCHES = "watches"  # the session's key for whether they only watch over it


class Request(HttpRequest):
    """A request of a person who is signed in."""

    user: Person
    act: Act


class HalfwayRequest(HttpRequest):
    """A request of somebody who said the password, and may owe a second proof."""

    person: Person
    act: Act


class DeviceRequest(HttpRequest):
    """A request of a screen or tablet that is tied to its use."""

    device: Device
    office: Office
    act: Act


class DeskRequest(Request):
    """A request of an officer at a desk."""

    desk: Desk
    today: date  # by the clock of that office
    waiting: Counts | None = None  # at the desk, where the page has counted it


def _guard(audience: str, check: Callable[[Any], HttpResponse | None]) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            with zone.for_one_request():
                return check(request) or access.watched(request, watching.kept_to_reading(request, view), args, kwargs)

        guarded.audience = audience  # type: ignore[attr-defined]
        return guarded

    return wrap


def _anybody(request: Any) -> None:
    person = request.user if request.user.is_authenticated else None
    actor = Actor(person.pk if person else None, person.name if person else "Tamu")
    request.act = Act(actor, timezone.now(), "web", address_of(request))


def _signed_in(request: Any) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return refusal_page.sign_in_first(request)
    _anybody(request)
    if standing.is_idle(request, request.act.at):
        logout(request)
        messages.info(request, "Anda keluar sendiri karena halaman lama tidak dipakai. Masuk lagi untuk melanjutkan.")
        return refusal_page.sign_in_first(request)
    standing.note(request, request.act.at)
    return None


def _having_read(request: Any) -> HttpResponse | None:
    """Also whoever registered by an older edition of the notice of personal data reads what changed first."""
    return _signed_in(request) or (refusal_page.read_first(request) if editions.is_owed(request) else None)


def _halfway(request: Any) -> HttpResponse | None:
    """Whoever is signed in, or said the password a moment ago."""
    if request.user.is_authenticated:
        request.person = request.user
        return _signed_in(request)
    _anybody(request)
    request.person = standing.halfway(request, request.act.at)
    if request.person is None:
        return refusal_page.sign_in_first(request)
    request.act = replace(request.act, by=Actor(request.person.pk, request.person.name))
    return None


def _at_desk(request: Any) -> HttpResponse | None:
    if refused := _signed_in(request):
        return refused
    desks = watched.with_watched(offices.desks(request.user.pk, request.act.at))
    if not desks:
        raise NotYours("Halaman ini untuk petugas. Akun Anda tidak terdaftar sebagai petugas.")
    if not standing.is_proven(request):
        return refusal_page.prove_first(request, "Petugas membuktikan diri dua kali. Langkah kedua belum Anda lakukan.")
    if standing.owes_password(request):
        return refusal_page.new_password_first(request)
    standing.watch(request, request.act.at)
    chosen = (request.session.get(_OFFICE), bool(request.session.get(_WATCHES)))
    request.desk = next((desk for desk in desks if (desk.office.pk, desk.watches) == chosen), desks[0])
    request.desks = desks
    office = request.desk.office
    request.today = offices.today(office, request.act.at)
    zone.show_time_of(office)
    desk = request.desk
    actor = Actor(request.user.pk, request.user.name, office.pk, desk.posts, desk.signs_for, desk.watches)
    request.act = replace(request.act, by=actor)
    return None


def _manages(request: Any) -> HttpResponse | None:
    if refused := _at_desk(request):
        return refused
    if not request.desk.manages:
        raise NotYours("Halaman ini untuk pengelola kantor.")
    return freshly(request) if request.method == "POST" and not request.desk.watches else None


def freshly(request: Any) -> HttpResponse | None:
    """None where it was proved a moment ago; else the way to prove it."""
    if standing.is_fresh(request, request.act.at):
        return None
    return refusal_page.prove_first(request, "Buktikan sekali lagi bahwa ini Anda.")


def fresh(view: View) -> View:
    """For what is grave, inside a guard: whoever proved who they are long ago proves it once more."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return freshly(request) or view(request, *args, **kwargs)

    return asked


def fresh_when_sent(view: View) -> View:
    """The same, where reading the page is not grave."""

    @wraps(view)
    def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return (freshly(request) if request.method == "POST" else None) or view(request, *args, **kwargs)

    return asked


def _of_device(*modes: str) -> Callable[[Any], HttpResponse | None]:
    def check(request: Any) -> HttpResponse | None:
        device = getattr(request, "device", None)
        if device is None or not device.is_tied:
            return redirect("new_device")
        if modes and device.mode not in modes:
            return redirect("screen")
        request.office = device.office
        zone.show_time_of(device.office)
        actor = Actor(None, device.name, device.office_id)
        request.act = Act(actor, timezone.now(), "web", address_of(request))
        request.was_noted = devices.seen(device, at=request.act.at)
        return None

    return check


def device_for(*modes: str) -> Callable[[View], View]:
    """A page of devices with one of these uses."""
    return _guard("devices", _of_device(*modes))


def choose_office(request: DeskRequest, pk: int, *, watches: bool = False) -> None:
    """From now on the officer works in that office, or watches over it, if that is theirs to do."""
    request.session[_OFFICE], request.session[_WATCHES] = pk, watches


def secret(view: View) -> View:
    """A page for whoever has its address, such as a link in a message: nothing of it is kept, and its address is told
    to no other page. So browsers send no origin with its form, and none is asked for: the address itself is the secret
    that a forger would need."""
    guarded = public(view)
    guarded.is_secret = guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


public = _guard("public", _anybody)
applicant = _guard("applicant", _having_read)
reader = _guard("applicant", _signed_in)  # of what must be read before other pages
halfway = _guard("applicant", _halfway)
officer = _guard("officer", _at_desk)
manager = _guard("manager", _manages)
device = _guard("devices", _of_device())
