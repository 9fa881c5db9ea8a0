"""Sends what waits: takes messages of a line, hands them to its provider side by side, and records each answer as it
comes."""

import logging
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from django.db import transaction

from silastri.adapters.messaging import channels, messenger
from silastri.adapters.messaging.port import AnswerLost, Away, Barred, Outgoing, TryAgain, WillNotWork
from silastri.apps.messages import lines
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.domain.act import Act
from silastri.journey.case import links

from . import costs
from .fall_back import fall_back, go_around, go_by
from .forms import NoForm, form, is_window_open
from .held import held
from .hold import Elsewhere, Later
from .put_together import put_together

_log = logging.getLogger("silastri.outbox")
_AT_ONCE = 8  # requests to one provider
_chance = random.Random()  # noqa: S311 - spreads repeats, keeps no secret


def send(act: Act) -> int:
    """Sends the messages that are due by every channel there is; how many were taken."""
    waits = lines.that_wait(act.at)
    gone_around = go_around(act) if waits - set(channels()) else 0
    return gone_around + sum(_send_by(act, channel) for channel in channels() if channel in waits)


def _send_by(act: Act, channel: str) -> int:
    pace = messenger(channel).pace
    with transaction.atomic():
        together = put_together(act, channel)
        taken = lines.claim(channel, act.at, a_second=pace.a_second, between=pace.between)
    ready = [(one, outgoing) for one in taken if (outgoing := _made_ready(act, one))]
    given = dict(ready)
    for message, result in _handed_over(channel, ready):
        _record(act, message, result, given[message])
    return together + len(taken)


def _made_ready(act: Act, message: Message) -> Outgoing | None:
    """The message as it goes out; None where it does not go now."""
    found = held(act, message)
    if isinstance(found, Later):
        messages.postpone(message, found.until)
        return None
    if isinstance(found, Elsewhere):
        go_by(act, message, found.way, found.to)
        return None
    if found:
        messages.replace(message, why=found.why)
        return None
    try:
        return outgoing(message, act.at)
    except links.NoLink as error:
        messages.not_sent(message, error=str(error), at=act.at, for_good=True)
    except NoForm as error:
        _failed(act, message, error)
    except Exception as error:  # one that nobody foresaw must not keep the others from going out
        _log.exception("message %s could not be made ready", message.pk)
        _failed(act, message, error)
    return None


def outgoing(message: Message, at: datetime) -> Outgoing:
    """Raises NoLink, NoForm."""
    words = links.as_sent(message)
    approved = None
    if messenger(message.channel).needs_forms and not is_window_open(message, at):
        approved, said = form(message, words)
        if said != message.wording_id:
            messages.say_as(message, said)
    subject = message.office.name if message.office else "SILASTRI"
    body = words.text(message.pattern)
    return Outgoing(message.to, body, str(message.pk), subject=subject, user_id=message.user_id, form=approved)


Result = str | Exception


def _handed_over(channel: str, ready: list[tuple[Message, Outgoing]]) -> Iterator[tuple[Message, Result]]:
    def hand_over(given: Outgoing) -> Result:
        try:
            return messenger(channel).send(given)
        except Exception as error:  # each failure is recorded with its message
            return error

    if len(ready) == 1:
        yield ready[0][0], hand_over(ready[0][1])
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = {pool.submit(hand_over, given): message for message, given in ready}
        for done in as_completed(asked):
            yield asked[done], done.result()


def _record(act: Act, message: Message, result: Result, given: Outgoing) -> None:
    if isinstance(result, Away | Barred):
        # Not in one transaction: who hears of the message holds it and then asks for the line.
        lines.fails(message.channel, act.at, result.after, why=str(result), is_barred=isinstance(result, Barred))
        messages.postpone(message, lines.opens_at(message.channel))
        return
    with transaction.atomic():
        if isinstance(result, str):
            messages.sent(message, provider_id=result, at=act.at)
            costs.spend(act, message, given)
            lines.works(message.channel, act.at)
        else:
            _failed(act, message, result)


@transaction.atomic
def _failed(act: Act, message: Message, error: Exception) -> None:
    known = isinstance(error, TryAgain | WillNotWork)
    if not known:
        _log.error("message %s could not be sent", message.pk, exc_info=error)
    gave_up = messages.not_sent(
        message,
        error=str(error) if known else repr(error),
        at=act.at,
        chance=_chance.random(),
        code=getattr(error, "code", ""),
        for_good=isinstance(error, WillNotWork),
        answer_lost=isinstance(error, AnswerLost),
        after=getattr(error, "after", timedelta()),
    )
    if gave_up:
        fall_back(act, message)
