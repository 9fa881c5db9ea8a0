"""Invites who was served, keeps an answer, and adds it to the sums of its day."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from silastri.apps.cases.models import Case
from silastri.domain import reference, sealing

from .models import ELEMENTS, EXTRA, DayProfile, DaySum, Invitation, Response

PROFILE = ("sex", "age", "education", "occupation", "via")


def code_of(ref: str) -> str:
    """The code of a case's invitation: the same whenever a slip is printed, and nobody without the key computes it."""
    return reference.survey_code(bytes.fromhex(sealing.index(settings.DATA_KEY, f"survey {ref}")))


def invite(case: Case) -> Invitation:
    """Who was served in the case may answer once. The case is locked, and has no invitation yet."""
    return Invitation.objects.create(case=case, code=code_of(case.ref))


def use(invitation: Invitation, state: Invitation.State) -> bool:
    """Whether it was still open; of two at once only one uses it. It learns nothing of the answer, nor when."""
    return bool(Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.OPEN).update(state=state))


@transaction.atomic
def take_in(
    *, office_id: int, service_id: int, on: date, via: str, answers: dict[str, Any], key: UUID | None = None
) -> Response:
    """``answers`` has the marks u1 to u9, missing or 1 to 4, those of the office's own questions in ``extra``, and what
    the profile tells. The sums are always those of the answers: both are kept in one transaction.

    With a ``key``, as a row of keyed-in paper has, the same is kept once: raises IntegrityError the second time."""
    kept = Response(office_id=office_id, service_id=service_id, on=on, via=via, **answers)
    kept.pk = key or kept.pk
    kept.save(force_insert=True)
    _sum_up(kept, 1)
    return kept


@transaction.atomic
def take_back(kept: Response) -> None:
    """The answer, mistyped from paper, never was."""
    _sum_up(kept, -1)
    kept.delete()


def _sum_up(kept: Response, times: int) -> None:
    day = {"office_id": kept.office_id, "service_id": kept.service_id, "on": kept.on}
    added = {"responses": times}
    for n, element in enumerate(ELEMENTS, start=1):
        mark = getattr(kept, element)
        if mark is not None:
            added |= {f"n{n}": times, f"s{n}": times * mark}
    _add(DaySum, day, added)
    told = [(what, getattr(kept, what)) for what in PROFILE]
    told += [(EXTRA, f"{question}={mark}") for question, mark in kept.extra.items()]
    for what, value in told:
        if value:
            _add(DayProfile, day | {"what": what, "value": value}, {"responses": times})


def _add(model: Any, row: dict[str, Any], added: dict[str, int]) -> None:
    """Adds to the row of the day, which is made where it is not there. Two at once both count."""
    where = {name: value for name, value in row.items() if name != "office_id"}
    model._default_manager.bulk_create([model(**row)], ignore_conflicts=True)
    model._default_manager.filter(**where).update(**{name: F(name) + more for name, more in added.items()})
