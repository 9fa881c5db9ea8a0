"""Understands what was received: news of our messages, and messages to us. What goes wrong with one keeps no other."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from silastri import adapters
from silastri.adapters.messaging import messenger
from silastri.adapters.messaging.port import Delivery, Incoming, NotUnderstood, NumberLeft, Receipt, TemplateNews
from silastri.apps.accounts import operations as accounts
from silastri.apps.inbox import operations, queries
from silastri.apps.inbox.models import Received
from silastri.domain.act import Act
from silastri.domain.sealing import CannotOpen
from silastri.journey.office import text_approval
from silastri.journey.outbox.hear import hear

from . import talk

MOST = 50  # in one round
_MOST_TRIES = 6
_SEARCHED = timedelta(minutes=5)  # a message of which the provider tells before we have recorded it
_SEARCHED_AGAIN = timedelta(seconds=20)
_FIRST_WAIT = timedelta(seconds=30)
_log = logging.getLogger("silastri.inbox")
State = Received.State


class Unknown(Exception):
    """The provider tells of a message that is none of ours, or not yet."""


def understand(act: Act) -> int:
    """Looks at what waits, the oldest first; how much that was."""
    waits = queries.to_understand(act.at, MOST)
    for pk in waits:
        if operations.claim(pk, act.at):
            _one(act, pk)
    return len(waits)


def _one(act: Act, pk: int) -> None:
    row = Received(pk=pk, tries=_MOST_TRIES)
    try:
        row = queries.received(pk)
        news = _read(row)
    except NotUnderstood as error:
        operations.done(row, State.NOT_UNDERSTOOD, why=str(error))
        return
    except Exception as error:  # whatever somebody sends, the others must have their turn
        row.tries = _MOST_TRIES if isinstance(error, CannotOpen) else row.tries  # it will not open later either
        _failed(act, row, [error])
        return
    failures = [failure for n, one in enumerate(news) if (failure := _heard(act, row, n, one))]
    if not failures:
        operations.done(row, State.UNDERSTOOD)
    elif all(isinstance(failure, Unknown) for failure in failures):
        _search_again(act, row)
    else:
        _failed(act, row, failures)


def _read(row: Received) -> list[object]:
    """Raises NotUnderstood."""
    provider: Any = messenger(row.channel) if adapters.offered(row.channel) else None
    if not hasattr(provider, "understand"):
        raise NotUnderstood("Saluran ini tidak dipakai lagi.")
    return list(provider.understand(Delivery(row.body, row.query or "", row.method, row.headers)))


def _heard(act: Act, row: Received, n: int, news: object) -> Exception | None:
    """None once it was taken in; every part of a request is, or waits, for itself."""
    for kind, take in _TAKES.items():
        if isinstance(news, kind):
            try:
                with transaction.atomic():
                    take(act, row, n, news)
            except Exception as failure:  # one part must not keep the others back
                return failure
    return None


def _take_receipt(act: Act, row: Received, _: int, receipt: Receipt) -> None:
    if hear(act, row.channel, receipt) is None:
        raise Unknown


def _take_message(act: Act, row: Received, n: int, incoming: Incoming) -> None:
    talk.take_in(act, row.channel, incoming, provider_id=incoming.provider_id or f"kait-{row.pk}-{n}", came_at=row.at)


def _take_number_left(act: Act, _row: Received, _n: int, left: NumberLeft) -> None:
    accounts.doubt_number(left.number, at=act.at)


def _take_news_of_text(act: Act, _row: Received, _n: int, news: TemplateNews) -> None:
    text_approval.hear(act, news)


_TAKES: dict[type, Callable[..., None]] = {
    Receipt: _take_receipt,
    Incoming: _take_message,
    TemplateNews: _take_news_of_text,
    NumberLeft: _take_number_left,
}


def _search_again(act: Act, row: Received) -> None:
    if act.at - row.at < _SEARCHED:
        operations.later(row, act.at + _SEARCHED_AGAIN)
    else:
        operations.done(row, State.UNDERSTOOD, why="Kabar tentang pesan yang tidak kami kenal.")


def _failed(act: Act, row: Received, failures: list[Exception]) -> None:
    worst = next(failure for failure in failures if not isinstance(failure, Unknown))
    _log.error("delivery %s could not be taken in", row.pk, exc_info=worst)
    why = f"{type(worst).__name__}: {worst}"
    if row.tries >= _MOST_TRIES:
        operations.done(row, State.GIVEN_UP, why=why)
    else:
        operations.later(row, act.at + _FIRST_WAIT * 2**row.tries, why=why)
