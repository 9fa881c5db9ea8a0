"""What a service can still give, for the public: places in its quota, free days of things to book. No names."""

from datetime import date, datetime, timedelta
from typing import Any

from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.domain.booking import quota as periods
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import MONTHS
from silastri.domain.words import booking_words
from silastri.journey.frame import booked_days, quota

FURTHEST = 24  # months ahead that can be shown


def availability(service: Service, definition: Definition, at: datetime, month: str) -> dict[str, Any]:
    """``month`` is the month that somebody asked for: 2026-12."""
    clock = offices.working_time(service.office)
    today = clock.day(at)
    found: dict[str, Any] = {}
    if rule := definition.standard.quota:
        is_open = periods.period(rule, today) is not None
        found["quota"] = {
            "said": booking_words.quota(definition, rule),
            "rule": rule,
            "left": quota.left(service, definition, clock, at),
            "closed": "" if is_open else quota.closed(rule, today),
            "again": quota.again(rule, today),
        }
    if definition.standard.reservation:
        first = month_asked(month, today)
        found["calendar"] = {
            "title": f"{MONTHS[first.month - 1]} {first.year}",
            "months": booked_days.calendar(service, definition, clock, first),
            "before": shifted(first, -1) if first > today else None,
            "after": shifted(first, 1) if months_between(today, first) < FURTHEST else None,
            "today": today,
        }
    return found


def month_asked(text: str, today: date) -> date:
    """The first day of the month that was asked for, unless it is past or too far ahead."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return first if 0 <= months_between(today, first) <= FURTHEST else today.replace(day=1)


def months_between(today: date, first: date) -> int:
    return (first.year - today.year) * 12 + first.month - today.month


def shifted(first: date, months: int) -> date:
    return (first + timedelta(days=31 if months > 0 else -1)).replace(day=1)
