"""Sets a cap, and adds what was spent."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F

from .models import Budget, Spent


def set_budget(office_id: int, *, rupiah_a_month: int | None, messages_a_day: int | None) -> None:
    caps = {"rupiah_a_month": rupiah_a_month, "messages_a_day": messages_a_day}
    Budget.objects.update_or_create(office_id=office_id, defaults=caps)


def spend(office_id: int | None, day: date, channel: str, price_class: str, rupiah: Decimal) -> None:
    """Adds one message. Needs a transaction."""
    key: dict[str, Any] = {"office_id": office_id, "day": day, "channel": channel, "price_class": price_class}
    if not _add(key, rupiah):
        Spent.objects.bulk_create([Spent(**key)], ignore_conflicts=True)
        _add(key, rupiah)


def _add(key: dict[str, Any], rupiah: Decimal) -> int:
    return Spent.objects.filter(**key).update(messages=F("messages") + 1, rupiah=F("rupiah") + rupiah)
