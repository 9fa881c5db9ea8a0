"""Invites who was served, keeps an answer, and adds it to the sums of its day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Sum

from silastri.apps.accounts.keys import lasting_indexes_of
from silastri.apps.cases.models import Case
from silastri.domain import reference

from .models import ELEMENTS, EXTRA, DayProfile, DaySum, Invitation, Response

PROFILE = ("sex", "age", "education", "occupation", "via")
_Day = tuple[int, int, date]  # office, service, day


def code_of(ref: str) -> str:
    """The code of a case's invitation: the same whenever a slip is printed, whichever keys there are by then; nobody
    without the first key computes it."""
    return reference.survey_code(bytes.fromhex(lasting_indexes_of(f"survey {ref}")[-1]))


def invite(case: Case) -> Invitation:
    """Who was served in the case may answer once. The case is locked, and has no invitation yet."""
    return Invitation.objects.create(case=case, code=code_of(case.ref))


def use(invitation: Invitation, state: Invitation.State) -> bool:
    """Whether it was still open; of two at once only one uses it. It learns nothing of the answer, nor when."""
    return bool(Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.OPEN).update(state=state))


@transaction.atomic
def take_in(
    *, office_id: int, service_id: int, on: date, via: str, answers: dict[str, Any], key: UUID | None = None
) -> None:
    """``answers`` has the marks u1 to u9, missing or 1 to 4, those of the office's own questions in ``extra``, and what
    the profile tells. The sums are always those of the answers: both are kept in one transaction.

    With a ``key``, as a row of keyed-in paper has, the same is kept once: raises IntegrityError the second time."""
    kept = Response(office_id=office_id, service_id=service_id, on=on, via=via, **answers)
    kept.pk = key or kept.pk
    kept.save(force_insert=True)
    _sum_up(kept, 1)


@transaction.atomic
def take_back(kept: Response) -> None:
    """The answer, mistyped from paper, never was."""
    _sum_up(kept, -1)
    kept.delete()


def _sum_up(kept: Response, times: int) -> None:
    day = {"office_id": kept.office_id, "service_id": kept.service_id, "on": kept.on}
    _add(DaySum, day, {name: times * more for name, more in _counted(kept).items()})
    for what, value in _told(kept):
        _add(DayProfile, day | {"what": what, "value": value}, {"responses": times})


def _add(model: Any, row: dict[str, Any], added: dict[str, int]) -> None:
    """Adds to the row of the day, which is made where it is not there. Two at once both count."""
    where = {name: value for name, value in row.items() if name != "office_id"}
    model._default_manager.bulk_create([model(**row)], ignore_conflicts=True)
    model._default_manager.filter(**where).update(**{name: F(name) + more for name, more in added.items()})


@transaction.atomic
def take_in_many(kept: list[Response]) -> None:
    """Many at once, such as those of a demo: quick where their days have no answers yet."""
    Response.objects.bulk_create(kept, batch_size=500)
    days: dict[_Day, Counter[str]] = {}
    profiles: dict[tuple[_Day, str, str], int] = {}
    for one in kept:
        day = (one.office_id, one.service_id, one.on)
        days.setdefault(day, Counter()).update(_counted(one))
        for what, value in _told(one):
            profiles[day, what, value] = profiles.get((day, what, value), 0) + 1
    _add_many(DaySum, ((_row(day), added) for day, added in days.items()))
    _add_many(
        DayProfile,
        ((_row(day) | {"what": what, "value": v}, {"responses": n}) for (day, what, v), n in profiles.items()),
    )


@transaction.atomic
def recount(*, office_id: int, service_id: int, on: date) -> None:
    """Makes the sums of one day anew from its answers. Whoever answers meanwhile waits, and is counted once."""
    day = {"office_id": office_id, "service_id": service_id, "on": on}
    DaySum.objects.bulk_create([DaySum(**day)], ignore_conflicts=True)
    DaySum.objects.select_for_update().get(service_id=service_id, on=on)  # before the answers are read
    answers = Response.objects.filter(service_id=service_id, on=on)
    wanted: dict[str, Any] = {"responses": Count("pk")}
    for n, element in enumerate(ELEMENTS, start=1):
        wanted |= {f"n{n}": Count(element), f"s{n}": Sum(element, default=0)}
    DaySum.objects.filter(service_id=service_id, on=on).update(**answers.aggregate(**wanted))
    DayProfile.objects.filter(service_id=service_id, on=on).delete()
    told = Counter(one for answer in answers.iterator() for one in _told(answer))
    DayProfile.objects.bulk_create(
        DayProfile(**day, what=what, value=value, responses=count) for (what, value), count in sorted(told.items())
    )


def _row(day: _Day) -> dict[str, Any]:
    return dict(zip(("office_id", "service_id", "on"), day, strict=True))


def _counted(answer: Response) -> dict[str, int]:
    """What one answer adds to the sums of its day."""
    added = {"responses": 1}
    for n, element in enumerate(ELEMENTS, start=1):
        mark = getattr(answer, element)
        if mark is not None:
            added |= {f"n{n}": 1, f"s{n}": mark}
    return added


def _told(answer: Response) -> list[tuple[str, str]]:
    """What one answer tells of its profile, and its marks of the office's own questions."""
    told = [(what, getattr(answer, what)) for what in PROFILE]
    told += [(EXTRA, f"{question}={mark}") for question, mark in answer.extra.items()]
    return [(what, value) for what, value in told if value]


def _add_many(model: Any, rows: Iterable[tuple[dict[str, Any], dict[str, int]]]) -> None:
    """Adds to each row of a day. Rows that are not there yet are made together."""
    wanted = list(rows)
    if not wanted:
        return
    names = [name for name in wanted[0][0] if name != "office_id"]
    days = [row["on"] for row, _ in wanted]
    there = set(model._default_manager.filter(on__range=(min(days), max(days))).values_list(*names))
    new = []
    for row, added in wanted:
        if tuple(row[name] for name in names) in there:
            _add(model, row, added)
        else:
            new.append(model(**row, **added))
    model._default_manager.bulk_create(new, batch_size=400)
