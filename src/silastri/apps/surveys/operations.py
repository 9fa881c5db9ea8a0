"""Stores survey answers."""

from datetime import date
from typing import Any

from .models import Response


def take_in(*, office_id: int, service_id: int, on: date, via: str, answers: dict[str, Any]) -> None:
    Response.objects.create(office_id=office_id, service_id=service_id, on=on, via=via, **answers)
