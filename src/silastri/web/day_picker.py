"""The calendar in a form from which days are booked: its buttons answer the form's questions and need no script."""

from datetime import date, timedelta
from typing import Any

from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.domain.booking import bookable, reservation
from silastri.domain.booking.reservation import NoPeriod
from silastri.domain.case.workflow import State
from silastri.domain.definition.booking import Reservation
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import MONTHS, long_date
from silastri.journey.frame import booked_days, booking

from .availability import FURTHEST, month_asked, months_between, shifted

DAY, MONTH = "pilih_hari", "buka_bulan"


def pressed(definition: Definition, raw: dict[str, str], sent: dict[str, Any]) -> dict[str, str]:
    """What a pressed day answers; nothing where no day was pressed."""
    rule = definition.standard.reservation
    try:
        return reservation.pick(rule, raw, date.fromisoformat(sent.get(DAY, ""))) if rule else {}
    except ValueError:
        return {}


def month_to_open(sent: dict[str, Any]) -> str:
    """The month that the page shows next, if its calendar was pressed: 2026-12."""
    return str(sent.get(MONTH) or sent.get(DAY, ""))[:7]


def calendar(case: Case, definition: Definition, raw: dict[str, str], month: str, today: date) -> dict[str, Any] | None:
    """The month to choose from, for the thing that is chosen, or for each; None where nothing is booked."""
    rule = definition.standard.reservation
    if rule is None:
        return None
    first = month_asked(month or raw.get(rule.first, "")[:7], today)
    clock = offices.working_time(case.office)
    months = booked_days.calendar(case.service, definition, clock, first)
    chosen = _chosen(definition, rule, raw)
    held, until = booking.held(case)
    return {
        "at": rule.first,
        "title": f"{MONTHS[first.month - 1]} {first.year}",
        "months": [one for one in months if one.label == chosen] or months,
        "before": shifted(first, -1) if first > today else None,
        "after": shifted(first, 1) if months_between(today, first) < FURTHEST else None,
        "today": today,
        "asked": _asked(rule, raw),
        "held": {clock.day(start) for start in held},
        "until": until,
    }


def kept(case: Case, definition: Definition) -> str:
    """What the page of a case under way says of the days that it booked; empty where nothing is booked."""
    if definition.standard.reservation is None or case.state != State.RUNNING:
        return ""
    clock = offices.working_time(case.office)
    days, until = booking.held(case)
    if not days:
        return "Tanggal Anda sudah dilepas. Bila masih kosong, tanggal itu dipesan lagi saat Anda membayar."
    said = f"Tanggal Anda: {reservation.spoken(clock.day(start) for start in days)}."
    if until is None:
        return said
    return f"{said} Kami tahan sampai {long_date(clock.day(until - timedelta(seconds=1)))}; bayarlah sebelum lewat."


def _chosen(definition: Definition, rule: Reservation, raw: dict[str, str]) -> str:
    """The label of the thing that was chosen."""
    key = rule.thing.text.strip().removeprefix("isian.") if rule.thing else ""
    return bookable.choices(definition, rule.thing).get(raw.get(key, ""), "")


def _asked(rule: Reservation, raw: dict[str, str]) -> set[date]:
    """The days that are filled in so far, whether they can be had or not."""
    try:
        return set(reservation.days(rule, raw))
    except NoPeriod:
        pass
    try:
        return {date.fromisoformat(raw.get(rule.first, ""))}
    except ValueError:
        return set()
