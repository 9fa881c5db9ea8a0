"""Tells a complainant that the complaint came in: its number, its code, and when an answer is due."""

from datetime import timedelta

from silastri.apps.accounts import attempts
from silastri.apps.complaints.models import Complaint
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.words import wording
from silastri.domain.words.messages.complaint_news import ComplaintReceived
from silastri.journey.case import tell as telling
from silastri.journey.case.links import absolute

from . import tell

_MOST, _A_DAY = 6, timedelta(days=1)


def words(found: Complaint) -> ComplaintReceived:
    """Its link opens the complaint to whoever reads it: the message is never shown to an officer."""
    return ComplaintReceived(
        number=found.number, ref=found.code, office=tell.short(found), due=due(found), link=link(found)
    )


def due(found: Complaint) -> str:
    """Until when the office reads it, and says what comes next."""
    return wording.due(found.due_at, offices.working_time(found.at_office)) if found.due_at else ""


def link(found: Complaint) -> str:
    return absolute("complaint_status", found.code)


def acknowledge(act: Act, found: Complaint) -> None:
    """By the number or the address that was left, if any. A conversation says it itself."""
    if found.conversation_id or found.channel == Complaint.Channel.SP4N:
        return
    channel, to = tell.reached_at(found)
    if to and _may_write(act, found, to):
        about = f"pengaduan/{found.pk}/diterima"
        messages.queue([telling.made(act, words(found), about=about, to=to, channel=channel)])


def _may_write(act: Act, found: Complaint, to: str) -> bool:
    """Anybody may leave a number that is not his: to one go six messages a day, and the page shows the code in any
    case."""
    if found.channel != Complaint.Channel.WEB:
        return True
    return not attempts.too_often(attempts.key_of("complaint", to), most=_MOST, window=_A_DAY, at=act.at)
