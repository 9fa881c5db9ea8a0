"""Booked days: a case keeps them from handing in until it is refused or withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.bookings import operations as bookings
from silastri.apps.bookings import queries
from silastri.apps.bookings.models import Kind as Kept
from silastri.apps.bookings.models import State
from silastri.apps.catalog.models import Service
from silastri.domain.act import Act
from silastri.domain.booking import bookable, reservation
from silastri.domain.definition.definition import Definition
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.domain.worktime import OfficeTime
from silastri.journey.case.dossier import Dossier

DAY = Kept.DAY
HOLDING = (Kind.SUBMIT, Kind.APPROVE)  # the steps at which the period must be free


class Booked(NotFit):
    """Another case has some of the days; the sentence names the days, never people."""


def hold(act: Act, dossier: Dossier) -> None:
    """Keeps every day of the period for this case, or none. Days that it kept before and does not need are freed.

    Raises NoPeriod, Booked.
    """
    rule, case = dossier.definition.standard.reservation, dossier.case
    if rule is None:
        return
    answers = case.answers.get("values", {})
    of = bookable.value(rule.thing, dossier.work_out_facts())
    wanted = {dossier.time.begins(day): day for day in reservation.days(rule, answers)}
    kept = {place.starts_at: place for place in queries.kept(case, DAY) if place.of == of}
    missing = [start for start in wanted if start not in kept]
    if missing and wanted[missing[0]] < dossier.time.day(act.at):
        raise reservation.NoPeriod("Tanggal mulai sudah lewat. Pilih tanggal yang akan datang.")
    clashes = [
        wanted[start]
        for start in missing
        if not bookings.take(case, DAY, of, start, count=rule.count, at=act.at, by=act.by.person)
    ]
    if clashes:
        name = bookable.label(dossier.definition, rule, of) or "Tanggal itu"
        raise Booked(f"{name} sudah dipesan pada {reservation.spoken(clashes)}. Pilih tanggal lain.")
    for place in queries.kept(case, DAY):
        if place.of != of or place.starts_at not in wanted:
            bookings.end(place, State.FREED, at=act.at)


@dataclass(frozen=True)
class Month:
    """The days of one thing in one month: weeks of (day, is full), with None before the first and after the last."""

    label: str
    weeks: list[list[tuple[date, bool] | None]]


def calendar(service: Service, definition: Definition, clock: OfficeTime, first: date) -> list[Month]:
    """The month that begins on ``first``, for each thing that can be booked."""
    rule = definition.standard.reservation
    if rule is None:
        return []
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    since, until = clock.begins(first), clock.begins(after) - timedelta(seconds=1)
    named = bookable.choices(definition, rule.thing)
    values = list(named) or ([""] if rule.thing is None else queries.things(service, DAY, since))
    return [Month(named.get(of, of), _weeks(first, after, full(service, definition, of, since, until, clock)))
            for of in values]  # fmt: skip


def full(
    service: Service, definition: Definition, of: str, since: datetime, until: datetime, clock: OfficeTime
) -> set[date]:
    """The days between two moments on which the thing is taken."""
    rule = definition.standard.reservation
    taken = queries.taken(service, DAY, of, since, until)
    return {clock.day(start) for start, count in taken.items() if rule and count >= rule.count}


def _weeks(first: date, after: date, taken: set[date]) -> list[list[tuple[date, bool] | None]]:
    cells: list[tuple[date, bool] | None] = [None] * first.weekday()
    cells += [(day, day in taken) for n in range((after - first).days) if (day := first + timedelta(days=n))]
    cells += [None] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]
