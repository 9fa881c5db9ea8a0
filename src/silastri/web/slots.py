"""Choosing an appointment, on one page for the applicant and for the officer who does it for them; and what case pages
say of appointments and waiting lists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.bookings import queries as bookings
from silastri.apps.cases.models import Case
from silastri.domain.booking.slots import may_change
from silastri.domain.case.workflow import State
from silastri.domain.refusal import NotFit
from silastri.domain.words import wording
from silastri.journey.case.dossier import dossier_of
from silastri.journey.desk import admit, appointment
from silastri.journey.desk.appointment import Free

from .forms import whole
from .guard import Request
from .middleware import status_of


@dataclass(frozen=True)
class Hour:
    """An hour as the page shows it."""

    value: str
    at: str
    left: int


@dataclass(frozen=True)
class Booked:
    """What a case page shows: an appointment to choose or already chosen, or a place in a waiting list."""

    is_due: bool = False  # the applicant comes to this step by appointment
    when: str = ""
    place: str = ""
    may_change: bool = False
    turn: int = 0  # place in the waiting list


def of_case(case: Case, at: datetime) -> Booked | None:
    if case.state == State.WAITING:
        return Booked(turn=admit.turn_in_list(case))
    if case.state != State.RUNNING:
        return None
    dossier = dossier_of(case)
    slots = dossier.step.slots
    if slots is None:
        return None
    kept = bookings.appointment(case, dossier.step.key)
    if kept is None:
        return Booked(is_due=True)
    when = wording.moment(kept.starts_at, dossier.time.zone)
    return Booked(True, when, appointment.where(dossier, slots), may_change(kept.starts_at, dossier.time, at))


def choose(request: Request, case: Case, base: str, back: str) -> HttpResponse:
    """The free hours; choosing one, or giving up the present appointment."""
    error = ""
    if request.method == "POST":
        try:
            if request.POST.get("batal"):
                appointment.cancel(request.act, ref=case.ref)
                messages.success(request, "Jadwal dibatalkan.")
                return redirect(request.path)
            appointment.choose(request.act, ref=case.ref, starts_at=_moment(request.POST.get("jam", "")))
        except NotFit as refusal:
            error, status = str(refusal), status_of(refusal)
        else:
            messages.success(request, "Jadwal tersimpan.")
            return redirect(back, case.ref)
    page = request.GET.get("halaman", "")
    found = _page(request, case, max(whole(page[:4]), 0))
    at = "j1-1" if found["days"] else ""  # the first hour of the first day
    found |= {"base": base, "back": back, "errors": {at: error} if error else {}}
    return render(request, "components/slots.html", found, status=status if error else 200)


def _page(request: Request, case: Case, number: int) -> dict[str, Any]:
    dossier, slots = appointment.awaited(case)
    days, more = appointment.by_day(appointment.free(dossier, slots, at=request.act.at), dossier.time, number)
    return {
        "case": case,
        "step": dossier.step,
        "standard": dossier.definition.standard,
        "booked": of_case(case, request.act.at),
        "where": appointment.where(dossier, slots),
        "days": [(wording.day(day, dossier.time.zone), [_hour(one) for one in hours]) for day, hours in days],
        "next": number + 1 if more else 0,
        "number": number,
    }


def _hour(one: Free) -> Hour:
    return Hour(one.at.isoformat(), f"{one.at:%H.%M}", one.left)


def _moment(text: str) -> datetime:
    """The moment that was chosen. Raises NotFit."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise NotFit("Pilih salah satu jam.") from None
    if found.tzinfo is None:
        raise NotFit("Pilih salah satu jam.")
    return found
