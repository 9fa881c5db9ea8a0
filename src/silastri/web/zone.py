"""By whose clock a page tells its times. Django's active zone is set here alone, and it never outlives its request."""

from contextlib import AbstractContextManager
from datetime import datetime

from django.utils import timezone

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office


def for_one_request() -> AbstractContextManager[object]:
    """Begins with the zone of the settings, whatever the thread served before, and puts back what was there."""
    return timezone.override(None)


def show_time_of(office: Office) -> None:
    """From here to the end of the request, the page tells the time of the office that it is about."""
    timezone.activate(offices.working_time(office).zone)


def here(moment: datetime, office: Office | None = None) -> datetime:
    """The moment by the clock of the page, or by that office's."""
    return timezone.localtime(moment, offices.working_time(office).zone if office else None)
