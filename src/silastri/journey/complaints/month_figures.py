"""The figures of a month's complaints, as its report keeps them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from silastri.apps.complaints import months, queries
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.complaints import limits, ways
from silastri.domain.complaints.limits import Class
from silastri.domain.complaints.month import Month

from . import clock

Figures = dict[str, Any]


def of_month(office: Office, month: Month, at: datetime) -> Figures:
    """What is counted at that moment of the complaints that came in the month. ``limit`` counts those that were
    answered within their limit and later, and those that are late and open."""
    time = offices.working_time(office)
    since, until = time.begins(month.first), time.begins(month.next.first)
    found = months.received(office.pk, since, until)
    share = queries.settled_share(office.pk, month.year)
    return {
        "counted_on": time.day(at).isoformat(),
        "received": len(found),
        "channel": _count(one.channel for one in found),
        "kind": _count(one.kind for one in found),
        "weight": _count(one.weight for one in found),
        "class": _count(one.limit for one in found),
        "state": _count(one.state for one in found),
        "settled": sum(one.state in ways.SETTLED for one in found),
        "open": sum(one.state in ways.OPEN for one in found),
        "limit": _count(_kept(one, at) for one in found),
        "year": {"received": share.received, "settled": share.settled, "percent": _percent(share.percent)},
        "improvements": _improvements(office, since, until),
    }


def _count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _percent(percent: object) -> str:
    return "" if percent is None else str(percent).replace(".", ",")


def _kept(one: Complaint, at: datetime) -> str:
    """Whether its limit was kept: ``kept``, ``late``, ``running``, or ``none`` for what lapsed or was withdrawn."""
    if one.state not in (*ways.SETTLED, *ways.OPEN):
        return "none"
    if one.state in ways.OPEN:
        return "late" if one.due_at and one.due_at < at else "running"
    assert one.answered_at
    return "kept" if one.answered_at <= _due(one) else "late"


def _due(one: Complaint) -> datetime:
    """When it was due: its clock began when it came, or when it was opened again."""
    opened = [row.at for row in one.handlings.all() if row.what == Handling.What.REOPENED]
    stood = 0 if opened else clock.stood_still(one)
    of = Class(one.limit) if one.limit else Class.FIRST
    return limits.due(offices.working_time(one.at_office), max(opened, default=one.received_at), of, stood_still=stood)


def _improvements(office: Office, since: datetime, until: datetime) -> list[dict[str, str]]:
    """What was planned in the month because of a complaint, and what of it is done."""
    found = Improvement.objects.filter(office=office, complaint__isnull=False, planned_at__gte=since)
    found = found.filter(planned_at__lt=until).select_related("complaint").order_by("planned_at", "pk")
    return [
        {
            "complaint": one.complaint.number if one.complaint else "",
            "what": one.what,
            "post": offices.title(office, one.post),
            "due_on": one.due_on.isoformat(),
            "state": str(one.get_state_display()),
        }
        for one in found
    ]


def due_days(figures: Figures) -> list[tuple[dict[str, str], date]]:
    """The improvements with the day until which each is planned."""
    return [(one, date.fromisoformat(one["due_on"])) for one in figures["improvements"]]
