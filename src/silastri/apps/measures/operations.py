"""Puts the sums of a day in the place of those that were there. It needs a transaction and opens none."""

from collections.abc import Iterable
from datetime import date, datetime

from .models import MeasuredDay, ServiceDay, StepDay


def put(
    office_id: int, on: date, *, steps: Iterable[StepDay], services: Iterable[ServiceDay], at: datetime
) -> None:  # fmt: skip
    """Two workers at the same day wait for each other."""
    measured, is_new = MeasuredDay.objects.get_or_create(office_id=office_id, on=on, defaults={"at": at})
    if not is_new:  # a new day has no sums, and whoever would add it too waits for this one
        MeasuredDay.objects.select_for_update().get(pk=measured.pk)
        StepDay.objects.filter(office_id=office_id, on=on).delete()
        ServiceDay.objects.filter(office_id=office_id, on=on).delete()
        MeasuredDay.objects.filter(pk=measured.pk).update(at=at)
    StepDay.objects.bulk_create(list(steps), batch_size=500)
    ServiceDay.objects.bulk_create(list(services), batch_size=500)
