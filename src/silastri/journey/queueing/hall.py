"""The code that the hall shows: who opens it today is there, and a number taken by phone counts from then."""

from datetime import datetime

from silastri.apps.accounts.keys import indexes_of
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.journey.case.links import absolute

SIGNS = 6


def day_code(office: Office, at: datetime) -> str:
    """Six digits; tomorrow they are others."""
    return day_codes(office, at)[0]


def day_codes(office: Office, at: datetime) -> list[str]:
    """What counts today: on the day on which the key of the installation changes, the code before too."""
    digests = indexes_of(f"antrean/{office.pk}/{offices.today(office, at)}")
    return [f"{int.from_bytes(bytes.fromhex(digest)) % 10**SIGNS:0{SIGNS}}" for digest in digests]


def address(office: Office, at: datetime) -> str:
    """What the QR in the hall opens."""
    return absolute("queue_arrive", office.slug, day_code(office, at))


def door(office: Office) -> str:
    """What the QR at the door opens: where a number is taken by phone."""
    return absolute("queue", office.slug)
