"""WAHA: what it is sent, and what it tells, signed over its bytes."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from silastri.adapters.messaging.port import Delivery, Forged, Heard, Incoming, NotUnderstood, Outgoing, Receipt

from .conftest import Provider
from .whatsapp import ACCEPTED, HOOK_KEY, MESSAGE, NUMBER, TOKEN, sender

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DIGITS, STAMP, LID = NUMBER.lstrip("+"), int(AT.timestamp()), "98765432109876@lid"
WROTE = {
    "id": f"false_{DIGITS}@c.us_3EB0AA",
    "timestamp": STAMP,
    "from": f"{DIGITS}@c.us",
    "fromMe": False,
    "body": "Halo",
}
ACK = {
    "id": f"true_{DIGITS}@c.us_3EB0A6E1",
    "from": "6281110000099@c.us",
    "fromMe": True,
    "ack": 2,
    "ackName": "DEVICE",
}
# A body, a key and the signature that WAHA's own pages show for them.
BODY, KEY = b'{"event":"message","session":"default","engine":"WEBJS"}', "my-secret-key"
SIGNATURE = (
    "208f8a55dde9e05519e898b10b89bf0d0b3b0fdf11fdbf09b6b90476301b98d8"
    "097c462b2b17a6ce93b6b47a136cf2e78a33a63f6752c2c1631777076153fa89"
)


def event(name: str, payload: Any, **more: Any) -> Delivery:
    told = {"id": "evt_01", "event": name, "session": "default", "engine": "WEBJS", "payload": payload}
    body = json.dumps(told | more).encode()
    return Delivery(body, headers={"x-webhook-hmac": hmac.new(HOOK_KEY.encode(), body, hashlib.sha512).hexdigest()})


def understood(name: str, payload: Any, **more: Any) -> list[Any]:
    made, delivery = sender("waha"), event(name, payload, **more)
    assert made.admit(delivery) == ""
    news: list[Any] = made.understand(delivery)
    return news


def test_a_text_is_sent_to_a_chat(provider: Provider) -> None:
    provider.says(ACCEPTED["waha"][1], 201)
    sender("waha", provider.url).send(MESSAGE)
    [heard] = provider.heard
    assert (heard.path, heard.headers["x-api-key"]) == ("/api/sendText", TOKEN)
    chat = {"session": "default", "chatId": f"{DIGITS}@c.us", "text": MESSAGE.body, "linkPreview": False}
    assert heard.json == chat


def test_somebody_without_a_number_is_answered_by_their_name(provider: Provider) -> None:
    provider.says(ACCEPTED["waha"][1], 201)
    sender("waha", provider.url).send(Outgoing(to="", user_id=LID, body="Halo", reference="1"))
    assert provider.heard[0].json["chatId"] == LID


@pytest.mark.parametrize(
    "answer",
    [
        {"id": {"fromMe": True, "remote": LID, "id": "3EB0A6E1", "_serialized": f"true_{LID}_3EB0A6E1"}},
        {"id": {"fromMe": True, "id": "3EB0A6E1"}},
        {"id": f"true_{DIGITS}@c.us_3EB0A6E1", "timestamp": STAMP},
        {"key": {"remoteJid": f"{DIGITS}@s.whatsapp.net", "fromMe": True, "id": "3EB0A6E1"}, "status": "PENDING"},
        {"_data": {"id": {"_serialized": f"true_{DIGITS}@c.us_3EB0A6E1"}}},
    ],
)
def test_a_message_has_the_same_name_whichever_engine_answers(answer: Any, provider: Provider) -> None:
    """What becomes of it is told by the last part of its name; the person in the middle may be named otherwise."""
    provider.says(answer, 201)
    assert sender("waha", provider.url).send(MESSAGE) == "3EB0A6E1"
    assert understood("message.ack", ACK)[0].provider_id == "3EB0A6E1"


def test_an_event_is_signed_over_its_bytes() -> None:
    made = type(sender("waha"))(url="", token=TOKEN, hook_key=KEY)
    assert made.admit(Delivery(BODY, headers={"x-webhook-hmac": SIGNATURE})) == ""


@pytest.mark.parametrize(
    ("body", "signature", "key"),
    [
        (BODY.replace(b",", b", "), SIGNATURE, KEY),
        (BODY, SIGNATURE[:-1] + "8", KEY),
        (BODY, "", KEY),
        (BODY, SIGNATURE, "other"),
        (BODY, hmac.new(b"", BODY, hashlib.sha512).hexdigest(), ""),
    ],
)
def test_an_event_of_others_is_forged(body: bytes, signature: str, key: str) -> None:
    made = type(sender("waha"))(url="", token=TOKEN, hook_key=key)
    with pytest.raises(Forged):
        made.admit(Delivery(body, headers={"x-webhook-hmac": signature}))


@pytest.mark.parametrize(
    ("level", "name", "heard"),
    [
        (1, "SERVER", Heard.SENT),
        (2, "DEVICE", Heard.DELIVERED),
        (3, "READ", Heard.READ),
        (4, "PLAYED", Heard.READ),
        (3, "", Heard.READ),  # an engine that tells only the level
    ],
)
def test_what_became_of_a_message(level: int, name: str, heard: Heard) -> None:
    assert understood("message.ack", ACK | {"ack": level, "ackName": name}) == [Receipt(heard, None, "3EB0A6E1")]


def test_a_failure_says_why() -> None:
    [receipt] = understood("message.ack", ACK | {"ack": -1, "ackName": "ERROR", "timestamp": STAMP})
    assert (receipt.heard, receipt.at, receipt.code, receipt.is_temporary) == (Heard.FAILED, AT, "ERROR", True)
    assert receipt.why


@pytest.mark.parametrize(
    ("more", "number", "user_id", "kind"),
    [
        ({}, NUMBER, "", "text"),
        ({"from": f"{DIGITS}@s.whatsapp.net"}, NUMBER, "", "text"),
        ({"from": f"{DIGITS}:12@s.whatsapp.net"}, NUMBER, "", "text"),
        ({"from": LID, "id": f"false_{LID}_3EB0AA"}, "", LID, "text"),
        ({"from": LID, "_data": {"key": {"remoteJidAlt": f"{DIGITS}@s.whatsapp.net"}}}, NUMBER, LID, "text"),
        ({"from": LID, "_data": {"Info": {"SenderAlt": f"{DIGITS}:3@s.whatsapp.net"}}}, NUMBER, LID, "text"),
        ({"hasMedia": True, "media": {"url": None, "mimetype": "image/jpeg"}}, NUMBER, "", "image"),
        ({"hasMedia": True, "media": None}, NUMBER, "", "document"),
        ({"location": {"latitude": 1.2}}, NUMBER, "", "location"),
    ],
)
def test_what_somebody_wrote(more: Any, number: str, user_id: str, kind: str) -> None:
    assert understood("message", WROTE | more) == [Incoming("3EB0AA", "Halo", AT, number, user_id, kind)]


@pytest.mark.parametrize(
    ("name", "payload", "more"),
    [
        ("message", WROTE | {"fromMe": True}, {}),
        ("message", WROTE | {"from": "120363040469423382@g.us"}, {}),
        ("message", WROTE | {"from": "status@broadcast"}, {}),
        ("message", WROTE, {"session": "other"}),
        ("message", None, {}),
        ("message.any", WROTE, {}),  # the same message once more
        ("message.ack", ACK | {"ack": 0, "ackName": "PENDING"}, {}),
        ("message.ack", ACK | {"fromMe": False}, {}),
        ("message.ack", ACK | {"id": "true_120363040469423382@g.us_3EB0A6E1_9@lid"}, {}),
        ("message.reaction", WROTE | {"reaction": {"text": "👍"}}, {}),
        ("session.status", {"status": "SCAN_QR_CODE", "statuses": []}, {}),
        ("event.of.next.year", [], {}),
    ],
)
def test_what_is_of_no_concern_is_passed_over(name: str, payload: Any, more: Any) -> None:
    assert understood(name, payload, **more) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"event":1}', b"\xff", b"[" * 50_000])
def test_nonsense_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        sender("waha").understand(Delivery(body))
