"""Reads invitations and sums of answers. Of single answers only the suggestions are read, which tell but a day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Count, Q, QuerySet, Sum, Value, When

from silastri.apps.cases.models import Case
from silastri.domain.satisfaction.extra import Counts
from silastri.domain.satisfaction.index import Sums

from .models import ELEMENTS, EXTRA, DayProfile, DaySum, Invitation, Response

SUMS_CHECK = "check_sums.check"  # the sign of life of the nightly comparison
_NUMBERS = range(1, len(ELEMENTS) + 1)
_ADDED = {"all": Sum("responses")} | {f"{c}{n}s": Sum(f"{c}{n}") for c in "ns" for n in _NUMBERS}

# Written out: putting together nineteen sums takes longer than adding up a year.
_ALL_SUMS = (
    f"SELECT SUM(responses), {', '.join(f'SUM({c}{n})' for c in 'ns' for n in _NUMBERS)} "  # noqa: S608 - no value
    f'FROM {DaySum._meta.db_table} WHERE office_id = %s AND "on" BETWEEN %s AND %s'
)


def invitation(case: Case) -> Invitation | None:
    """The invitation of a case, once it has one. It is read once."""
    try:
        return case.invitation
    except Invitation.DoesNotExist:
        return None


def invited(code: str) -> Invitation | None:
    """The invitation with that code, with what it is about."""
    return Invitation.objects.select_related("case__office", "case__service").filter(code=code).first()


def invited_by_ref(ref: str) -> Invitation | None:
    return Invitation.objects.select_related("case__office", "case__service").filter(case__ref=ref).first()


def declined(office_id: int, since: datetime, before: datetime) -> int:
    """How many whose case ended in that time had said that they would rather not answer."""
    ended = {"case__ended_at__gte": since, "case__ended_at__lt": before}
    return Invitation.objects.filter(case__office_id=office_id, state=Invitation.State.DECLINED, **ended).count()


def sums(office_id: int, since: date, until: date, *, service_id: int | None = None) -> Sums:
    """The sums of an office, or of one of its services, over the days ``since`` to ``until``, both among them."""
    day = connection.ops.adapt_datefield_value
    asked, wanted = [office_id, day(since), day(until)], _ALL_SUMS
    if service_id:
        asked, wanted = [*asked, service_id], f"{wanted} AND service_id = %s"
    with connection.cursor() as cursor:
        cursor.execute(wanted, asked)
        row = cursor.fetchone()
    return _sums(dict(zip(_ADDED, row, strict=True)))


def sums_by_service(office_id: int, since: date, until: date) -> dict[int, Sums]:
    """By the id of each service that has answers."""
    rows: Any = _days(office_id, since, until).values("service_id").annotate(**_ADDED).order_by("service_id")
    return {row["service_id"]: _sums(row) for row in rows}


def sums_by_span(office_id: int, spans: Sequence[tuple[date, date]]) -> dict[tuple[int, int], Sums]:
    """By the id of the service and the place of the span, for those that have answers. The spans do not overlap."""
    if not spans:
        return {}
    which = models.Case(*(When(on__range=span, then=Value(place)) for place, span in enumerate(spans)))
    days = _days(office_id, min(since for since, _ in spans), max(until for _, until in spans)).annotate(span=which)
    rows: Any = days.filter(span__isnull=False).values("service_id", "span").annotate(**_ADDED).order_by()
    return {(row["service_id"], row["span"]): _sums(row) for row in rows}


def first_day(office_id: int) -> date | None:
    """The day of the first answer."""
    return DaySum.objects.filter(office_id=office_id).order_by("on").values_list("on", flat=True).first()


def profile(office_id: int, since: date, until: date, *, service_id: int | None = None) -> dict[str, dict[str, int]]:
    """How many answers had each value: ``{"sex": {"L": 3}}``."""
    rows = DayProfile.objects.filter(_of(office_id, since, until, service_id)).exclude(what=EXTRA)
    found: dict[str, dict[str, int]] = {}
    for row in rows.values("what", "value").annotate(all=Sum("responses")).order_by("what", "value"):
        found.setdefault(row["what"], {})[row["value"]] = row["all"]
    return found


def extra(office_id: int, since: date, until: date, *, service_id: int | None = None) -> dict[str, Counts]:
    """How often each of the office's own questions got the marks 1 to 4, by its key."""
    rows = DayProfile.objects.filter(_of(office_id, since, until, service_id), what=EXTRA)
    found: dict[str, list[int]] = {}
    for value, times in rows.values_list("value").annotate(all=Sum("responses")).order_by("value"):
        question, _, mark = value.partition("=")
        found.setdefault(question, [0, 0, 0, 0])["1234".index(mark)] = times
    return {question: (c[0], c[1], c[2], c[3]) for question, c in found.items()}


def suggestions(office_id: int, since: date, until: date) -> QuerySet[Response]:
    """The answers with a suggestion, in no order that tells which came first."""
    return Response.objects.filter(_of(office_id, since, until, None)).exclude(suggestion="").order_by("-on", "id")


def keyed_row(pk: UUID, *, service_id: int) -> Response | None:
    """An answer that was keyed in from paper; locked."""
    found = Response.objects.select_for_update().filter(pk=pk, service_id=service_id, via=Response.Via.PAPER)
    return found.first()


def differing_days(office_id: int | None = None) -> Iterator[tuple[int, date]]:
    """Service and day of each sum that is not that of its answers, on either side, in one office or in all. Reads
    every answer."""
    of = {"office_id": office_id} if office_id else {}
    counted = {f"n{n}s": Count(e) for n, e in enumerate(ELEMENTS, 1)} | {"all": Count("pk")}
    added = counted | {f"s{n}s": Sum(e) for n, e in enumerate(ELEMENTS, 1)}
    there = _by_day(Response.objects.filter(**of).values("service_id", "on").annotate(**added))
    kept = _by_day(DaySum.objects.filter(**of).values("service_id", "on").annotate(**_ADDED))
    yield from sorted(key for key in there.keys() | kept.keys() if there.get(key) != kept.get(key))


def _by_day(rows: Any) -> dict[tuple[int, date], Sums]:
    return {(row["service_id"], row["on"]): _sums(row) for row in rows.order_by()}


def _days(office_id: int, since: date, until: date, service_id: int | None = None) -> QuerySet[DaySum]:
    return DaySum.objects.filter(_of(office_id, since, until, service_id))


def _of(office_id: int, since: date, until: date, service_id: int | None) -> Q:
    found = Q(office_id=office_id, on__gte=since, on__lte=until)
    return found & Q(service_id=service_id) if service_id else found


def _sums(row: dict[str, Any]) -> Sums:
    return Sums(
        row["all"] or 0, tuple(row[f"n{n}s"] or 0 for n in _NUMBERS), tuple(row[f"s{n}s"] or 0 for n in _NUMBERS)
    )


def sums_by_office(since: date, until: date) -> dict[int, Sums]:
    """By the id of each office that has answers."""
    rows: Any = DaySum.objects.filter(on__gte=since, on__lte=until).values("office_id").annotate(**_ADDED)
    return {row["office_id"]: _sums(row) for row in rows.order_by()}
