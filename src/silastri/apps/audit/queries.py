"""Reads the log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from .models import LogEntry

ACCOUNT = (
    "sign_in sign_in_failed sign_out new_password activate change_number second_proof second_proof_failed set_up_app "
    "remove_app add_passkey remove_passkey print_codes"
).split()


@dataclass(frozen=True)
class Wanted:
    """What an auditor looks for; an empty part asks for nothing. ``until`` is not part of the time."""

    officer: str = ""
    person: str = ""  # whose data were seen
    about: str = ""
    since: datetime | None = None
    until: datetime | None = None


def about(office_id: int, thing: str, *, most: int = 100) -> list[LogEntry]:
    """What was done with one thing, the newest first."""
    found = LogEntry.objects.filter(office_id=office_id, about=thing).select_related("person").order_by("-id")
    return list(found[:most])


def entries(office_id: int, officers: Collection[int], wanted: Wanted) -> QuerySet[LogEntry]:
    """The log of an office, the newest first: what was done there, and how its officers signed in."""
    of_officers = Q(what__in=ACCOUNT) & (Q(person__in=officers) | Q(whose__in=officers))
    found = LogEntry.objects.filter(Q(office_id=office_id) | Q(office_id=None) & of_officers)
    if wanted.officer:
        found = found.filter(person__name__icontains=wanted.officer)
    if wanted.person:
        found = found.filter(whose__name__icontains=wanted.person)
    if wanted.about:
        found = found.filter(about__icontains=wanted.about)
    if wanted.since:
        found = found.filter(at__gte=wanted.since)
    if wanted.until:
        found = found.filter(at__lt=wanted.until)
    return found.select_related("person", "whose").order_by("-id")


def last(what: str) -> LogEntry | None:
    """The last time that the system itself did something, of no office."""
    return LogEntry.objects.filter(office_id=None, what=what).order_by("-at", "-pk").first()


OPENINGS = (
    "see", "in_list", "look_up_person", "reveal_identity", "open_complainant", "search_registry",
)  # fmt: skip


def openings(person_id: int) -> QuerySet[LogEntry]:
    """When others opened the data of this person, the newest first."""
    found = LogEntry.objects.filter(whose=person_id, what__in=OPENINGS).exclude(person=person_id)
    return found.select_related("person").order_by("-id")
