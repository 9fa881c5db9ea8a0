"""Draws what hangs at the door: a poster with a QR by which a number is taken on a phone."""

from datetime import datetime

from silastri.adapters.pdf import printer, qr
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.journey.case.links import absolute

from .sheet import example_mark, letterhead


def poster(office: Office, *, at: datetime) -> bytes:
    """One A5 page; it also prints on A4."""
    definition, address = offices.definition(office), absolute("queue", office.slug)
    data = {
        "title": "Poster antrean",
        "office": letterhead(definition),
        "mark": example_mark(),
        "qr": qr.svg(address),
        "address": address,
        "one_in": definition.queue.priority_one_in,
        "cut_off": definition.queue.cut_off,
    }
    return printer().draw("queue_poster", data, at=at)
