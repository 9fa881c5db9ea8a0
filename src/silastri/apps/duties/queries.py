"""Finds duties: of a case, of an applicant, of an office."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.domain.refusal import NotThere

from .models import Doing, Duty

_OPEN = [Duty.State.OPEN, Duty.State.HANDED_IN, Duty.State.RETURNED]


def duty(pk: int, *, office: int | None = None, applicant: int | None = None, lock: bool = False) -> Duty:
    """A duty, within an office or for its applicant. Raises NotThere."""
    if (office is None) == (applicant is None):
        raise ValueError("a duty is asked for within one office, or by its applicant")
    within = {"office_id": office} if office is not None else {"case__applicant_id": applicant, "by_applicant": True}
    found = _read(Duty.objects.filter(pk=pk, **within))
    one = (found.select_for_update(of=("self",)) if lock else found).first()
    if one is None:
        raise NotThere("Kewajiban ini tidak ada.")
    return one


def of_case(case: Case) -> list[Duty]:
    """The duties of this case's letters, for applicant and office, the next first."""
    found = Duty.objects.filter(case=case).exclude(state=Duty.State.LAPSED).order_by("due_on", "pk")
    return list(found)


def of_applicant(person_id: int) -> list[Duty]:
    """The applicant's open duties, the most urgent first."""
    found = Duty.objects.filter(
        case__applicant_id=person_id, by_applicant=True, state__in=[Duty.State.OPEN, Duty.State.RETURNED]
    )
    return list(_read(found).order_by("due_on", "pk")[:50])


def of_office(office_id: int, posts: Iterable[str], *, state: str = "") -> QuerySet[Duty]:
    """What those posts have to do or to check, by the day on which it is due, so late ones come first."""
    found = _read(Duty.objects.filter(office_id=office_id, post__in=list(posts)))
    return (found.filter(state=state) if state else found.filter(state__in=_OPEN)).order_by("due_on", "pk")


def doings(duty: Duty) -> list[Doing]:
    return list(Doing.objects.filter(duty=duty).select_related("file").order_by("pk"))


def doing(duty: Duty, pk: int) -> Doing | None:
    return Doing.objects.filter(duty=duty, pk=pk, file__isnull=False).select_related("file").first()


def last_number(letter: Letter, key: str) -> int:
    """The number of the last time of that duty that was written down."""
    last = Duty.objects.filter(letter=letter, key=key).order_by("-number").values_list("number", flat=True).first()
    return last or 0


def to_follow(office_id: int, on: date) -> list[Duty]:
    """Duties that fell due and whose next time is not written down, of letters still in force."""
    found = Duty.objects.filter(office_id=office_id, followed=False, due_on__lte=on)
    return list(
        _read(
            found.filter(letter__state=Letter.State.SIGNED, letter__replaced_by=None, letter__revoked_from=None)
        ).order_by("pk")[:500]
    )


def to_remind(office_id: int, on: date, *, since: date) -> QuerySet[Duty]:
    """Open duties due on ``since`` or later, whose day of reminder has come or whose last day is over."""
    found = Duty.objects.filter(office_id=office_id, state__in=[Duty.State.OPEN, Duty.State.RETURNED])
    found = found.filter(Q(remind_on__lte=on) | Q(due_on__lt=on), due_on__gte=since)
    return _read(found).order_by("pk")


def _read(found: QuerySet[Duty]) -> QuerySet[Duty]:
    return found.select_related("office", "letter", "case__service", "case__applicant").defer(
        "office__definition", "case__answers", "case__notes"
    )
