"""Booked days: held for a while from choosing them, kept from handing in, and held again until the bill is due.

A hold that ends is freed by the worker; who comes first then takes the days. A case that is paid, or owes nothing,
keeps its days until it ends without its letter.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from silastri.apps.bookings import operations as bookings
from silastri.apps.bookings import queries
from silastri.apps.bookings.models import Kind as Kept
from silastri.apps.bookings.models import State
from silastri.apps.cases.models import Case
from silastri.apps.payments.models import Bill
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.booking import bookable, reservation
from silastri.domain.case import form
from silastri.domain.definition.booking import Reservation
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.letter_choices import choices

DAY = Kept.DAY
HOLDING = (Kind.SUBMIT, Kind.APPROVE, Kind.PAY)  # the steps at which the period must be free


class Booked(NotFit):
    """Another case has some of the days; the sentence names the days, never people."""


def choose(act: Act, dossier: Dossier) -> str:
    """Holds the days that a draft names, from now on for as long as the definition says; days chosen before and not any
    more are freed. Why they cannot be had, or "". What is not filled in yet is held when it is."""
    rule, definition = dossier.definition.standard.reservation, dossier.definition
    if rule is None:
        return ""
    today, letters = dossier.time.day(act.at), choices(dossier.case, definition, dossier.time.day(act.at))
    read = form.read(definition.standard.form, dossier.case.answers.get("raw", {}), today, letters=letters)
    asked = rule.questions | {name.removeprefix("isian.") for name in (rule.thing.names if rule.thing else ())}
    if asked & set(read.errors):
        return ""
    until = worktime.due(dossier.time, act.at, rule.held_for).at
    try:
        with transaction.atomic():
            _take(act, dossier, rule, read.values, until=until)
    except (Booked, reservation.NoPeriod) as refusal:
        return str(refusal)
    return ""


def hold(act: Act, dossier: Dossier) -> None:
    """Keeps every day of the period for this case, or none. Days that it kept before and does not need are freed.

    Raises NoPeriod, Booked.
    """
    rule, case = dossier.definition.standard.reservation, dossier.case
    if rule is None:
        return
    _take(act, dossier, rule, case.answers.get("values", {}), until=None)
    bookings.set_end(case, DAY, None)


def await_payment(act: Act, dossier: Dossier, bill: Bill) -> None:
    """From now on the days are held until the bill's last day is over. Raises NoPeriod, Booked where they are lost."""
    rule = dossier.definition.standard.reservation
    if rule is None:
        return
    last = dossier.time.begins(bill.due_on + timedelta(days=1))
    until = max(last, worktime.due(dossier.time, act.at, rule.held_for).at)
    _take(act, dossier, rule, dossier.case.answers.get("values", {}), until=until)
    bookings.set_end(dossier.case, DAY, until)


def _take(act: Act, dossier: Dossier, rule: Reservation, answers: Mapping[str, Any], *, until: datetime | None) -> None:
    """Every day of the period, or none. The end of a hold that the case has already stays. Raises NoPeriod, Booked."""
    case = dossier.case
    of = bookable.value(rule.thing, dossier.work_out_facts())
    bookings.let_go(case.service_id, DAY, of, at=act.at)
    wanted = {dossier.time.begins(day): day for day in reservation.days(rule, answers)}
    kept = {place.starts_at: place for place in queries.kept(case, DAY) if place.of == of}
    missing = [start for start in wanted if start not in kept]
    if missing and wanted[missing[0]] < dossier.time.day(act.at):
        raise reservation.NoPeriod("Tanggal mulai sudah lewat. Pilih tanggal yang akan datang.")
    clashes = [
        wanted[start]
        for start in missing
        if not bookings.take(case, DAY, of, start, count=rule.count, at=act.at, by=act.by.person, until=until)
    ]
    if clashes:
        name = bookable.label(dossier.definition, rule, of) or "Tanggal itu"
        raise Booked(f"{name} sudah dipesan pada {reservation.spoken(clashes)}. Pilih tanggal lain.")
    for place in queries.kept(case, DAY):
        if place.of != of or place.starts_at not in wanted:
            bookings.end(place, State.FREED, at=act.at)


def free_ended(act: Act) -> int:
    """Frees the holds of the office that are over. How many there were."""
    found = queries.over(act.by.office or 0, act.at)
    return sum(bookings.end(place, State.FREED, at=act.at) for place in found)


def held(case: Case) -> tuple[list[datetime], datetime | None]:
    """The days that the case has, and until when; None: until it gives them up."""
    places = queries.kept(case, DAY)
    return [place.starts_at for place in places], min((p.until for p in places if p.until), default=None)
