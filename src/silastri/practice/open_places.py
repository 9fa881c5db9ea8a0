"""Gives a practice case a place: days that nobody has booked, and a quota that is open today."""

from datetime import date, timedelta

from silastri.apps.bookings import queries as bookings
from silastri.apps.bookings.models import Kind
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.domain.definition.definition import Definition

from . import sample


def answers(definition: Definition, number: int, *, today: date, service: Service | None = None) -> dict[str, str]:
    """Possible answers to the form of a service; a period that is booked in them is free."""
    typed = sample.answers(definition, number)
    if rule := definition.standard.reservation:
        first = today + timedelta(days=14)
        taken = bookings.last_taken(service, Kind.DAY) if service else None
        if service and taken:
            first = max(first, offices.today(service.office, taken) + timedelta(days=2))
        last = first + timedelta(days=1)
        typed |= {rule.first: (first if rule.last != rule.first or rule.many else last).isoformat()}
        typed |= {rule.last: last.isoformat()} if rule.last != rule.first else {}
    return typed


def booked_questions(definition: Definition) -> set[str]:
    """The questions whose answers must not be varied at random."""
    rule = definition.standard.reservation
    return rule.questions if rule else set()
