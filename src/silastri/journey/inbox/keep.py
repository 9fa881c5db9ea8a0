"""Keeps what a provider sends, as it comes: it is answered at once, and understood later (``understand``)."""

import logging
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from silastri.adapters import messaging
from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Delivery, Forged, Listener, TryAgain
from silastri.apps.inbox import operations
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, NotThere, NotYours

LARGEST = 1024 * 1024  # bytes of one request; a real one has a few thousand
KEPT_HEADERS = ("content-type",)  # without which the bytes cannot be read

_log = logging.getLogger("silastri.inbox")
_forged: Counter[str] = Counter()


class NobodyListens(NotThere):
    """No provider of that channel calls us."""


class NotOfProvider(NotYours):
    """The request does not come from the provider."""


def receive(act: Act, channel: str, *, method: str, query: str, headers: Mapping[str, str], body: bytes) -> str:
    """What the provider wants as an answer. A first question, which it asks to see whether we are there, is not kept.

    Raises NobodyListens, NotOfProvider.
    """
    listener = _listener(channel)
    delivery = Delivery(body, query, method, dict(headers))
    try:
        answer = listener.admit(delivery)
    except Forged as forged:
        _count_forged(channel, str(forged))
        raise NotOfProvider("Kiriman ini tidak ditandatangani penyedia layanan pesan.") from forged
    if method == "POST" or not answer:
        _keep(act, channel, delivery)
    return answer


def as_citizen(act: Act, *, number: str, text: str) -> None:
    """In a demo: what a citizen would write comes in as from a provider. Raises NobodyListens, NotFit."""
    fake = messaging.messenger("whatsapp") if "whatsapp" in messaging.channels() else None
    if not isinstance(fake, OnScreen):
        raise NobodyListens("Halaman ini tidak ada.")
    try:
        typed = identity.whatsapp(number).e164
    except identity.NotAnIdentity as error:
        raise NotFit(str(error), {"nomor": str(error)}) from None
    written = fake.written(provider_id=f"layar-{act.at.timestamp():.6f}", number=typed, text=text)
    receive(act, "whatsapp", method="POST", query="", headers=written.headers, body=written.body)


def collect(act: Act) -> int:
    """Fetches what waits in mailboxes; how much there was. What is kept here is let go there."""
    return sum(_collect(act, channel) for channel in messaging.channels())


def _collect(act: Act, channel: str) -> int:
    collector: Any = messaging.messenger(channel)
    if not hasattr(collector, "collect"):
        return 0
    try:
        found = collector.collect()
        for _, delivery in found:
            _keep(act, channel, delivery)
        collector.collected([name for name, _ in found])
    except TryAgain as away:
        _log.warning("nothing was fetched for %s: %s", channel, away)
        return 0
    return len(found)


def _listener(channel: str) -> Listener:
    if channel in messaging.channels():
        found: Any = messaging.messenger(channel)
        if hasattr(found, "admit"):
            return found  # type: ignore[no-any-return]
    raise NobodyListens("Halaman ini tidak ada.")


@transaction.atomic
def _keep(act: Act, channel: str, delivery: Delivery) -> None:
    headers = {name: delivery.headers[name] for name in KEPT_HEADERS if name in delivery.headers}
    operations.keep(
        channel, method=delivery.method, query=delivery.query, headers=headers, body=delivery.body, at=act.at
    )


def _count_forged(channel: str, why: str) -> None:
    """Tells the first, the second, the fourth ... so that a flood does not fill the log."""
    _forged[channel] += 1
    count = _forged[channel]
    if count & (count - 1) == 0:
        _log.warning("%s forged deliveries by %s so far; the last: %s", count, channel, why)
