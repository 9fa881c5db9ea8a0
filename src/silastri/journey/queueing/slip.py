"""What stands on the slip with a number, wherever it is printed."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from silastri.adapters.pdf import qr
from silastri.apps.offices import queries as offices
from silastri.apps.tickets.models import Ticket
from silastri.journey.case.links import absolute

from . import board, names


@dataclass(frozen=True)
class Slip:
    """``ahead`` and ``minutes`` are as they were when it was printed; None where nobody can say."""

    ticket: Ticket
    office: str
    about: str
    ahead: int | None
    minutes: int | None
    is_open: bool  # whether a counter calls it
    address: str  # of the page that follows the number
    qr: str  # the same as a picture, as the address of itself


def of(found: Ticket, at: datetime) -> Slip:
    status = board.ticket_status(found.code, at)
    address = absolute("queue_ticket", found.code)
    return Slip(
        ticket=found,
        office=offices.definition(found.office).short,
        about=names.about(found),
        ahead=status.ahead,
        minutes=status.minutes,
        is_open=status.is_open,
        address=address,
        qr="data:image/svg+xml;base64," + b64encode(str(qr.svg(address)).encode()).decode(),
    )
