"""The simulated messenger keeps the port's promises, failures included."""

import pytest

from silastri.adapters.messaging import messenger
from silastri.adapters.messaging.fake import OVERLOADED, UNREACHABLE, OnScreen
from silastri.adapters.messaging.port import Delivery, NotUnderstood, Outgoing, TryAgain, WillNotWork


def test_says_that_it_is_simulated_and_gives_an_id() -> None:
    sender = OnScreen()
    assert sender.is_simulated
    assert sender.send(Outgoing(to="+6281200000001", body="Halo", reference="7")) == "layar-7"


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_each_channel_has_its_sender(channel: str) -> None:
    assert messenger(channel).is_simulated


def test_failures_can_be_tried_out() -> None:
    with pytest.raises(WillNotWork):
        OnScreen().send(Outgoing(to=UNREACHABLE, body="", reference="1"))
    with pytest.raises(TryAgain):
        OnScreen().send(Outgoing(to=OVERLOADED, body="", reference="1"))


@pytest.mark.parametrize("body", [b'{"a":' * 50_000, b'{"a": ' + b"9" * 10_000 + b"}", b"[]", b"\xff"])
def test_what_cannot_be_read_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        OnScreen().understand(Delivery(body))
