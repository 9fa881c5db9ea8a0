"""Reads complaints: those that an office has in hand, its book, and how many of a year are settled."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet

from silastri.domain.complaints import ways
from silastri.domain.measures import share
from silastri.domain.refusal import NotThere

from .models import Complaint, ComplaintFile, Handling

State, What = Complaint.State, Handling.What
TARGET = 75  # percent of a year's complaints that are settled, as the offices' standards promise


class NoComplaint(NotThere):
    """There is no such complaint, or it is neither of this office nor in its hand."""


@dataclass(frozen=True)
class Share:
    """How many complaints were received, and how many of them are settled: answered, or closed after it."""

    settled: int
    received: int

    @property
    def percent(self) -> Decimal | None:
        """With one digit; None where none was received."""
        return share.precise(self.settled, self.received) if self.received else None

    @property
    def is_enough(self) -> bool:
        """Whether the share that the standards promise is reached; so it is where none was received."""
        return 100 * self.settled >= TARGET * self.received


def settled_share(office_id: int, year: int, *, service_id: int | None = None) -> Share:
    """Of all complaints in the office's book of that year, or of those about one service, by whatever channel they
    came."""
    found = Complaint.objects.filter(office_id=office_id, year=year)
    if service_id is not None:
        found = found.filter(service_id=service_id)
    counted = found.aggregate(received=Count("pk"), settled=Count("pk", filter=Q(state__in=ways.SETTLED)))
    return Share(counted["settled"], counted["received"])


def concerning(office_id: int) -> QuerySet[Complaint]:
    """Those in the book of the office, and those of other offices that it has in hand."""
    found = Complaint.objects.filter(Q(office_id=office_id) | Q(at_office_id=office_id))
    return found.select_related("office", "at_office", "service", "case").defer(
        "office__definition", "at_office__definition"
    )


def complaint(pk: int, office_id: int) -> Complaint:
    """Raises NoComplaint."""
    found = concerning(office_id).filter(pk=pk).first()
    if found is None:
        raise NoComplaint("Pengaduan ini tidak ada.")
    return found


def lock(pk: int, office_id: int | None = None) -> Complaint:
    """The complaint, locked until the transaction ends. Raises NoComplaint."""
    found = Complaint.objects.filter(pk=pk).select_related("office", "at_office")
    if office_id is not None:
        found = found.filter(Q(office_id=office_id) | Q(at_office_id=office_id))
    rows = found.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else found
    one = rows.first()
    if one is None:
        raise NoComplaint("Pengaduan ini tidak ada.")
    return one


def handlings(found: Complaint) -> list[Handling]:
    """What was done, the oldest first."""
    return list(found.handlings.select_related("office", "by", "file").order_by("id"))


def files(found: Complaint) -> list[ComplaintFile]:
    return list(found.files.select_related("file").order_by("id"))


def file(found: Complaint, pk: int) -> ComplaintFile:
    """Raises NotThere."""
    one = found.files.select_related("file").filter(pk=pk).first()
    if one is None:
        raise NotThere("Lampiran ini tidak ada.")
    return one


def consulted(found: Complaint) -> set[str]:
    """The posts of the office that has it which had their say since it was weighed or opened again last."""
    anew = found.handlings.filter(what__in=(What.WEIGHED, What.REOPENED)).aggregate(last=Max("id"))["last"] or 0
    said = found.handlings.filter(what=What.CONSULTED, office=found.at_office_id, id__gt=anew)
    return set(said.values_list("post", flat=True))


def is_told(found: Complaint) -> bool:
    """Whether the complainant was told the last answer."""
    answered = found.handlings.filter(what=What.ANSWERED).aggregate(last=Max("id"))["last"] or 0
    return bool(answered) and found.handlings.filter(what=What.TOLD, id__gt=answered).exists()


def answer(found: Complaint) -> Handling | None:
    """The last answer."""
    return found.handlings.filter(what=What.ANSWERED).order_by("-id").first()


def alike(found: Complaint) -> list[Complaint]:
    """Others in the same book that say the same, or that are about the same case; the newest first."""
    same = Q(digest=found.digest) if found.digest else Q(pk__in=[])
    if found.case_id:
        same |= Q(case=found.case_id)
    others = Complaint.objects.filter(same, office=found.office_id).exclude(pk=found.pk)
    return list(others.order_by("-received_at")[:5])


def waits_for(posts: Collection[Any], *, is_handler: bool) -> Q:
    """Those that wait for somebody who holds these posts; what nobody has in hand waits for the handlers."""
    mine = Q(post__in=posts) | Q(pk__in=[])
    return mine | Q(post="") if is_handler else mine


NOT_TOLD = Q(state=State.ANSWERED, due_at__isnull=False)  # an answer that somebody must still bring


def waiting(office_id: Any, posts: Collection[Any], *, is_handler: bool) -> QuerySet[Complaint]:
    """Those in the office's hand that wait for these posts, also to be told of their answer."""
    found = Complaint.objects.filter(Q(state__in=[State.NEW, State.IN_HAND]) | NOT_TOLD, at_office=office_id)
    return found.filter(waits_for(posts, is_handler=is_handler))


def overdue(office_id: int, at: datetime) -> QuerySet[Complaint]:
    """Those in the office's hand whose time is over."""
    return Complaint.objects.filter(at_office=office_id, due_at__lt=at)


def ever_at(office_id: int, posts: set[str]) -> QuerySet[Complaint]:
    """Those that are or were in the hand of one of these posts of the office."""
    acted = Handling.objects.filter(office=office_id, post__in=posts).values("complaint")
    return concerning(office_id).filter(Q(at_office=office_id, post__in=posts) | Q(pk__in=acted))


def due_before(office_id: int, until: datetime) -> list[Complaint]:
    """Those in the office's hand that are due before a moment, or were, the most urgent first."""
    found = Complaint.objects.filter(at_office=office_id, due_at__lt=until)
    return list(found.select_related("at_office").order_by("due_at", "pk")[:500])


def to_lapse(office_id: int, at: datetime) -> list[int]:
    """Those that were not completed in time."""
    found = Complaint.objects.filter(at_office=office_id, state=State.INCOMPLETE, complete_until__lt=at)
    return list(found.values_list("pk", flat=True)[:100])


def to_close(office_id: int, before: datetime) -> list[int]:
    """Those that were answered before a moment, and whose complainants were told."""
    found = Complaint.objects.filter(
        at_office=office_id, state=State.ANSWERED, answered_at__lt=before, due_at__isnull=True
    )
    return list(found.values_list("pk", flat=True)[:100])


@dataclass(frozen=True)
class Wanted:
    """What a book is narrowed to; empty is everything."""

    year: int
    month: int = 0
    channel: str = ""
    weight: str = ""
    state: str = ""
    between: tuple[datetime, datetime] | None = None  # the first moment of the month, and of the next


def book(office_id: int, wanted: Wanted) -> QuerySet[Complaint]:
    """The book of a year, in the order of its numbers."""
    found = Complaint.objects.filter(office_id=office_id, year=wanted.year).select_related("service", "at_office")
    if wanted.between:
        found = found.filter(received_at__gte=wanted.between[0], received_at__lt=wanted.between[1])
    for name in ("channel", "weight", "state"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    return found.order_by("serial")


def years(office_id: int) -> list[int]:
    found = Complaint.objects.filter(office_id=office_id).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def by_due(found: QuerySet[Complaint]) -> QuerySet[Complaint]:
    """The most urgent first; what is not due any more last, the newest first."""
    return found.order_by(F("due_at").asc(nulls_last=True), "-received_at", "-pk")


def open_by_office() -> dict[int, int]:
    """How many complaints each office has that are not settled."""
    ended = (Complaint.State.CLOSED, Complaint.State.LAPSED, Complaint.State.WITHDRAWN)
    found = Complaint.objects.exclude(state__in=ended).values_list("at_office").order_by()
    return dict(found.annotate(n=Count("pk")))
