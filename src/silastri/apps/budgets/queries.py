"""Finds what was spent."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum

from .models import Budget, Spent


def budget(office_id: int) -> Budget | None:
    return Budget.objects.filter(office_id=office_id).first()


def spent_in_month(office_id: int, day: date) -> Decimal:
    """From the first of the month until that day."""
    mine = Spent.objects.filter(office_id=office_id, day__range=(day.replace(day=1), day))
    return mine.aggregate(rupiah=Sum("rupiah"))["rupiah"] or Decimal(0)


def sent_on(office_id: int, day: date) -> int:
    return Spent.objects.filter(office_id=office_id, day=day).aggregate(all=Sum("messages"))["all"] or 0


def of_class(channel: str, price_class: str, day: date) -> int:
    """How many of that class went out in the month until that day, of all offices: the free ones are of the number."""
    found = Spent.objects.filter(channel=channel, price_class=price_class, day__range=(day.replace(day=1), day))
    return found.aggregate(all=Sum("messages"))["all"] or 0


def by_class(office_id: int, since: date, until: date) -> list[tuple[str, str, int, Decimal]]:
    """Channel, class of price, how many, and what they cost in those days."""
    found = Spent.objects.filter(office_id=office_id, day__range=(since, until))
    rows = found.order_by("channel", "price_class").values("channel", "price_class")
    summed = rows.annotate(count=Sum("messages"), total=Sum("rupiah"))
    return [(one["channel"], one["price_class"], one["count"], one["total"]) for one in summed]
