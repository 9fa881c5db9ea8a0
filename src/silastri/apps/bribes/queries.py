"""Who reads the reports about an office, and which of them are one person's to read."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from silastri.apps.accounts.keys import index_of, lasting_indexes_of
from silastri.apps.cases.models import StepRun
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk

from .models import BribeNote, BribeReport


def reader_of(about: Office) -> Office | None:
    """The office whose audit posts read the reports about that office; None where nobody was named."""
    named = offices.definition(about).bribe_readers
    reader = offices.by_slug(named.office) if named.office else about
    return reader if reader and reading_posts(reader) else None


def reading_posts(reader: Office) -> tuple[str, ...]:
    return offices.definition(reader).bribe_readers.posts


def reads(desk: Desk) -> bool:
    """Whether a post of this desk reads reports. Who only signs in its name does not, nor who only watches."""
    return not desk.watches and bool(desk.posts.keys() & set(reading_posts(desk.office)))


def for_reader(desk: Desk, person_id: int, at: datetime) -> QuerySet[BribeReport]:
    """What that person may read now at that desk: nothing about an office in which they have another post, manage
    something or sign, and no case that they acted in or applied for."""
    if not reads(desk):
        return BribeReport.objects.none()
    acted = StepRun.objects.filter(case=OuterRef("case"), person=person_id)
    found = BribeReport.objects.filter(reader=desk.office).exclude(about__in=_involved(desk, person_id, at))
    has_it = Q(case__taken_by__isnull=False, case__taken_by=person_id)
    found = found.filter(~Exists(acted)).exclude(case__applicant=person_id).exclude(has_it)
    return found.select_related("about", "case__service").order_by("-received_on", "-pk")


def _involved(desk: Desk, person_id: int, at: datetime) -> list[int]:
    reading = set(reading_posts(desk.office))
    found = []
    for one in offices.desks(person_id, at):
        may = reading if one.office.pk == desk.office.pk else set()
        if one.manages or one.signs_for or one.posts.keys() - may:
            found.append(one.office.pk)
    return found


def by_code(code: str) -> BribeReport | None:
    """The report that its writer follows by that code."""
    return (
        BribeReport.objects.select_related("about", "reader")
        .filter(code__in=lasting_indexes_of(f"uang {code}"))
        .first()
    )


def kept_code(code: str) -> str:
    """As the code of a writer is kept: nobody reads it from the database."""
    return index_of(f"uang {code}")


def notes(report: BribeReport, *, for_writer: bool) -> list[BribeNote]:
    """The oldest first; a writer sees none that is inside."""
    found = BribeNote.objects.filter(report=report).select_related("by").order_by("pk")
    return list(found.filter(inside=False) if for_writer else found)
