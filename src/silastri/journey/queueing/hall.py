"""The code that the hall shows: who opens it today is there, and a number taken by phone counts from then."""

from datetime import datetime

from django.conf import settings

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import sealing
from silastri.journey.case.links import absolute

SIGNS = 6


def day_code(office: Office, at: datetime) -> str:
    """Six digits; tomorrow they are others."""
    day = offices.today(office, at)
    digest = bytes.fromhex(sealing.index(settings.DATA_KEY, f"antrean/{office.pk}/{day}"))
    return f"{int.from_bytes(digest) % 10**SIGNS:0{SIGNS}}"


def address(office: Office, at: datetime) -> str:
    """What the QR in the hall opens."""
    return absolute("queue_arrive", office.slug, day_code(office, at))


def door(office: Office) -> str:
    """What the QR at the door opens: where a number is taken by phone."""
    return absolute("queue", office.slug)
