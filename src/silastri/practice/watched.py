"""What watchers have to look at in the demo: a return that came late, found by the worker's rules."""

from dataclasses import replace
from datetime import datetime

from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import SYSTEM, Act
from silastri.journey.watch.look import look

from . import sample
from .runner import Runner


def fill(office: Office, at: datetime) -> None:
    """In an office that somebody watches over."""
    watchers = offices.definition(office).watchers
    service = Service.objects.select_related("office").filter(office=office, is_offered=True).order_by("slug").first()
    if service is None or not (watchers.posts or watchers.office):
        return
    Runner(service, sample.citizens(at)[0], at, 0).returned_late()
    look(Act(replace(SYSTEM, office=office.pk), at, "job"))
