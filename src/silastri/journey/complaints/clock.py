"""The clock of a complaint. It runs from the day it came, stands still while the complainant completes it, and ends
with the answer. These change the row that they are given, and save nothing."""

from datetime import datetime

from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.offices import queries as offices
from silastri.domain.complaints import limits
from silastri.domain.complaints.limits import Class
from silastri.domain.worktime import OfficeTime

FIELDS = ("due_at", "left", "complete_until")  # which may have changed


def begin(found: Complaint) -> None:
    """It just came in: somebody must read it within the first limit."""
    found.due_at, found.left, found.complete_until = (
        limits.due(_time(found), found.received_at, Class.FIRST),
        None,
        None,
    )


def set_limit(found: Complaint) -> None:
    """Its class is known: the limit counts from the day it came or was opened again, less what the complainant took to
    complete it."""
    of = Class(found.limit) if found.limit else Class.FIRST
    found.due_at = limits.due(_time(found), _began(found), of, stood_still=stood_still(found))
    found.left = None


def stop(found: Complaint, at: datetime) -> None:
    """The complainant has to complete it."""
    if found.due_at is not None:
        found.left = limits.left(_time(found), at, found.due_at)
    found.due_at, found.complete_until = None, limits.complete_until(_time(found), at)


def go_on(found: Complaint, at: datetime) -> None:
    """It is complete: the clock runs again with what was left."""
    if found.left is not None:
        found.due_at = limits.due_with(_time(found), at, found.left)
    found.left, found.complete_until = None, None


def anew(found: Complaint, at: datetime) -> None:
    """It was opened again: the whole limit of its class counts from now."""
    of = Class(found.limit) if found.limit else Class.FIRST
    found.due_at = limits.due(_time(found), at, of)
    found.left = found.complete_until = None


def end(found: Complaint) -> None:
    """It is answered, lapsed or withdrawn: nothing is due any more."""
    found.due_at = found.left = found.complete_until = None


def stood_still(found: Complaint) -> int:
    """The working minutes for which the clock stood still since it came, or was opened again."""
    what, time, asked_at, total = Handling.What, _time(found), None, 0
    rows = found.handlings.filter(what__in=(what.ASKED, what.COMPLETED), at__gte=_began(found)).order_by("id")
    for kind, at in rows.values_list("what", "at"):
        if kind == what.ASKED:
            asked_at = asked_at or at
        elif asked_at is not None:
            total, asked_at = total + limits.left(time, asked_at, at), None
    return total


def _began(found: Complaint) -> datetime:
    opened = found.handlings.filter(what=Handling.What.REOPENED).order_by("-id").first()
    return opened.at if opened else found.received_at


def _time(found: Complaint) -> OfficeTime:
    return offices.working_time(found.at_office)
