"""Invites who was served, keeps an answer, and adds it to the sums of its day."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from silastri.apps.cases.models import Case
from silastri.domain import reference, sealing

from .models import ELEMENTS, DayProfile, DaySum, Invitation, Response

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
def take_in(*, office_id: int, service_id: int, on: date, via: str, answers: dict[str, Any]) -> None:
    """``answers`` has the marks u1 to u9, missing or 1 to 4, and what the profile tells. The sums are always those of
    the answers: both are kept in one transaction."""
    kept = Response.objects.create(office_id=office_id, service_id=service_id, on=on, via=via, **answers)
    day = {"office_id": office_id, "service_id": service_id, "on": on}
    added = {"responses": 1}
    for n, element in enumerate(ELEMENTS, start=1):
        mark = getattr(kept, element)
        if mark is not None:
            added |= {f"n{n}": 1, f"s{n}": mark}
    _add(DaySum, day, added)
    for what in PROFILE:
        if value := getattr(kept, what):
            _add(DayProfile, day | {"what": what, "value": value}, {"responses": 1})


def _add(model: Any, row: dict[str, Any], added: dict[str, int]) -> None:
    """Adds to the row of the day, which is made where it is not there. Two at once both count."""
    where = {name: value for name, value in row.items() if name != "office_id"}
    model._default_manager.bulk_create([model(**row)], ignore_conflicts=True)
    model._default_manager.filter(**where).update(**{name: F(name) + more for name, more in added.items()})
