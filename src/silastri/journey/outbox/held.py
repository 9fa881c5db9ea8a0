"""What keeps a message from going out although its turn has come."""

from silastri.apps.conversations import queries as conversations
from silastri.apps.messages import queries as messages
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.outbox import hours
from silastri.domain.words.messages.template import Purpose

from .costs import over_budget
from .hold import Check, Held, Later, NotNeeded
from .work import by_his_way, in_digest, out_of_hours, stale_digest, too_many


def at_night(act: Act, message: Message) -> Held | None:
    """Nobody is woken. A message of no office was asked for, and goes at once."""
    if message.office is None:
        return None
    until = hours.may_go_at(act.at, message.purpose, offices.working_time(message.office))
    return Later(until) if until > act.at else None


def outdated(act: Act, message: Message) -> Held | None:
    return NotNeeded("Sudah ada kabar yang lebih baru.") if messages.is_outdated(message, act.at) else None


def stopped(act: Act, message: Message) -> Held | None:
    """Who asked for no more news of progress gets what he must know, and no more."""
    if message.purpose is not Purpose.PROGRESS or not conversations.has_stopped(message):
        return None
    return NotNeeded("Penerima tidak mau dikabari kemajuan.")


CHECKS: tuple[Check, ...] = (
    outdated,
    stopped,
    in_digest,
    stale_digest,
    out_of_hours,
    at_night,
    over_budget,
    by_his_way,
    too_many,
)


def held(act: Act, message: Message) -> Held | None:
    """The first thing that holds it."""
    return next((found for check in CHECKS if (found := check(act, message))), None)
