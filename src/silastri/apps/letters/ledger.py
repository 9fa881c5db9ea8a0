"""The Buku Registrasi: every number that was drawn, in its place, whatever became of it."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Value

from silastri.apps.catalog.models import Service

from .models import HandOver, Letter, Register, ReservedNumber

BUSY = ("drafted", "numbered", "signing", "unknown")
_RESERVED = {"void": ReservedNumber.State.VOID, "issued": ReservedNumber.State.PAPER, "reserved": "reserved"}


@dataclass(frozen=True)
class LedgerQuery:
    """Which rows of the book: those of one year. An empty value does not limit them."""

    year: int
    register: str = ""
    month: int | None = None
    service: int | None = None
    state: str = ""
    words: str = ""


def places(office_id: int, wanted: LedgerQuery, *, today: date) -> QuerySet[Any, Any]:
    """The places of the rows, by register and number: tuples of both, whether a letter stands there, and the id of the
    letter or of the number without one."""
    letters = _within(Letter.objects.filter(office_id=office_id).exclude(number=""), wanted)
    letters = letters.filter(_in_state(wanted.state, today)) if wanted.state else letters
    letters = letters.filter(case__service_id=wanted.service) if wanted.service else letters
    reserved = _within(ReservedNumber.objects.filter(block__office_id=office_id).exclude(state="taken"), wanted)
    reserved = reserved.filter(state=_RESERVED.get(wanted.state, "none")) if wanted.state else reserved
    reserved = reserved.filter(service_id=wanted.service) if wanted.service else reserved
    for word in wanted.words.split():
        known = Q(number__icontains=word) | Q(holder_name__icontains=word)
        letters, reserved = letters.filter(known | Q(case__ref__icontains=word)), reserved.filter(known)
    both = _places(letters, is_letter=True).union(_places(reserved, is_letter=False), all=True)
    return both.order_by("book", "sequence")


def _within(found: QuerySet[Any], wanted: LedgerQuery) -> QuerySet[Any]:
    found = found.filter(register__year=wanted.year)
    found = found.filter(register__key=wanted.register) if wanted.register else found
    return found.filter(on__month=wanted.month) if wanted.month else found


def _in_state(state: str, today: date) -> Q:
    """The same as ``Letter.standing``, in SQL."""
    replaced, ended = Q(replaced_by__isnull=False), Q(valid_until__lt=today)
    signed = {
        "signed": ~replaced & (Q(valid_until__isnull=True) | ~ended),
        "replaced": replaced,
        "ended": ~replaced & ended,
    }
    if state in signed:
        return Q(state="signed") & signed[state]
    return Q(state__in=BUSY) if state == "numbered" else Q(state=state)


def _places(found: QuerySet[Any], *, is_letter: bool) -> QuerySet[Any, Any]:
    marked = found.order_by().annotate(book=F("register__key"), is_letter=Value(int(is_letter)))
    rows: QuerySet[Any, Any] = marked.values_list("book", "sequence", "is_letter", "pk")
    return rows


def letters(pks: Iterable[int]) -> dict[int, Any]:
    """The letters, each with ``ref``, ``service_name`` and ``instead`` (the number that replaced its own): to read
    their cases and services whole takes longer than to write the book."""
    found = Letter.objects.filter(pk__in=list(pks)).annotate(
        ref=F("case__ref"), service_name=F("case__service__name"), instead=F("replaced_by__number")
    )
    return {letter.pk: letter for letter in found}


def kept(found: QuerySet[Any, Any]) -> Sequence[int]:
    """The places in their order, of a hundred thousand still less than a megabyte: the id of a letter, or the negative
    id of a number without one."""
    return array("q", (pk if is_letter else -pk for _, _, is_letter, pk in found.iterator()))


def applicants(pks: Sequence[int]) -> set[int]:
    """Whose cases these letters are of."""
    found: set[int] = set()
    for begins in range(0, len(pks), 500):
        some = Letter.objects.filter(pk__in=pks[begins : begins + 500])
        found |= set(some.values_list("case__applicant_id", flat=True))
    return found


def reserved(pks: Iterable[int]) -> dict[int, ReservedNumber]:
    found = ReservedNumber.objects.filter(pk__in=list(pks)).select_related("block__by", "service", "file")
    return {number.pk: number for number in found}


def handed_over(case_ids: Iterable[int]) -> dict[int, HandOver]:
    """The last hand-over of each of those cases, if there was one."""
    return {one.case_id: one for one in HandOver.objects.filter(case_id__in=list(case_ids)).order_by("at", "pk")}


def years(office_id: int) -> list[int]:
    """The years in which numbers were drawn, the newest first."""
    return sorted(set(Register.objects.filter(office_id=office_id).values_list("year", flat=True)), reverse=True)


def registers(office_id: int) -> QuerySet[Register]:
    """Every register from which numbers were drawn, year by year."""
    return Register.objects.filter(office_id=office_id).order_by("key", "year")


def service_name(pk: int) -> str:
    return str(Service.objects.values_list("name", flat=True).get(pk=pk))


def services(office_id: int) -> QuerySet[Service]:
    return Service.objects.filter(office_id=office_id).order_by("name")


def lost(office_id: int) -> list[str]:
    """The registers with missing numbers. There are none, unless somebody changed the database by hand."""
    return [str(register) for register in registers(office_id) if register.last != _there(register)]


def _there(register: Register) -> int:
    """How many places of the register are filled; -1 when one is after the last number drawn."""
    letters = Letter.objects.filter(register=register)
    free = ReservedNumber.objects.filter(register=register).exclude(state="taken")
    highest = max(q.aggregate(n=Max("sequence"))["n"] or 0 for q in (letters, free))
    return -1 if highest > register.last else letters.count() + free.count()
