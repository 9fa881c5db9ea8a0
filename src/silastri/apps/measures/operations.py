"""Puts the sums of days in the place of those that were there. It needs a transaction and opens none."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from .models import MeasuredDay, ServiceDay, StepDay


def put(
    office_id: int, days: Sequence[date], *, steps: Iterable[StepDay], services: Iterable[ServiceDay], at: datetime
) -> None:  # fmt: skip
    """Two workers at the same day wait for each other; ``days`` are in their order, so that they never wait both."""
    measured = [MeasuredDay(office_id=office_id, on=on, at=at) for on in days]
    MeasuredDay.objects.bulk_create(
        measured, update_conflicts=True, unique_fields=["office", "on"], update_fields=["at"]
    )
    StepDay.objects.filter(office_id=office_id, on__in=days).delete()
    ServiceDay.objects.filter(office_id=office_id, on__in=days).delete()
    StepDay.objects.bulk_create(list(steps), batch_size=500)
    ServiceDay.objects.bulk_create(list(services), batch_size=500)
