"""Complaints in words: one that came in on the Monday of the tests."""

from datetime import datetime
from itertools import count
from typing import Any

from silastri.apps.complaints.models import Complaint, Handling
from silastri.journey.complaints import clock
from tests.builders import MONDAY, Town

_serials = count(1)


def a_complaint(town: Town, *, at: datetime = MONDAY, **given: Any) -> Complaint:
    serial = next(_serials)
    values: dict[str, Any] = {
        "office": town.office,
        "at_office": town.office,
        "year": at.year,
        "serial": serial,
        "code": f"ADU-KKKKK-{serial:05}",
        "channel": "web",
        "identity": "named",
        "complainant": {"name": "Rosmawati", "phone": "+628110000123"},
        "text": "Loket tutup sebelum waktunya.",
        "digest": f"{serial:064}",
        "received_at": at,
    }
    found = Complaint(**values | given)
    clock.begin(found)
    found.save()
    Handling.objects.create(complaint=found, what=Handling.What.CAME, at=at, by_complainant=True)
    return found
