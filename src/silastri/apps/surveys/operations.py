"""Keeps an answer, and adds it to the sums of its day."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from .models import ELEMENTS, DayProfile, DaySum, Response

PROFILE = ("sex", "age", "education", "occupation", "via")


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
