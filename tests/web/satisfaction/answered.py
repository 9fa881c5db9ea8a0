"""Answers to look at."""

from datetime import date
from typing import Any

from django.utils import timezone

from silastri.apps.offices import queries as offices
from silastri.apps.surveys import operations
from silastri.apps.surveys.models import ELEMENTS, Response
from tests.builders import JOMPO, Town


def today(town: Town) -> date:
    return offices.today(town.office, timezone.now())


def answer(town: Town, count: int, mark: int = 3, *, service: str = JOMPO, on: date | None = None, **more: Any) -> None:
    """So many of the same answers to a service, today."""
    marks = dict.fromkeys(ELEMENTS, mark)
    day, asked = on or today(town), town.service(service)
    operations.take_in_many(
        [Response(office=town.office, service=asked, on=day, via="web", **(marks | more)) for _ in range(count)]
    )
