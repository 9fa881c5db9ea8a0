"""Fonnte: what it is sent, and what it tells without a signature."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest

from silastri.adapters.messaging.port import Delivery, Forged, Heard, Incoming, NotUnderstood, Receipt

from .conftest import Provider
from .whatsapp import ACCEPTED, HOOK_KEY, MESSAGE, NUMBER, TOKEN, sender

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
OFFICE, DIGITS, STAMP = "6281110000099", NUMBER.lstrip("+"), int(AT.timestamp())
WROTE = {
    "device": OFFICE,
    "sender": DIGITS,
    "message": "Sudah sampai mana?",
    "name": "Contoh",
    "member": "",
    "location": "",
}
WROTE |= {"inboxid": 78123, "timestamp": STAMP, "url": "", "filename": "", "extension": ""}
SENT = {"device": OFFICE, "id": "142223099", "stateid": "3EB0A6E1", "status": "sent", "state": "", "timestamp": STAMP}


def understood(found: Any) -> list[Any]:
    news: list[Any] = sender("fonnte").understand(Delivery(json.dumps(found).encode(), f"kunci={HOOK_KEY}"))
    return news


def test_the_whole_number_and_the_bare_key_are_sent(provider: Provider) -> None:
    provider.says(ACCEPTED["fonnte"][1])
    sender("fonnte", provider.url).send(MESSAGE)
    [heard] = provider.heard
    assert (heard.path, heard.headers["authorization"]) == ("/send", TOKEN)
    assert parse_qs(heard.body.decode()) == {"target": [DIGITS], "message": [MESSAGE.body], "countryCode": ["0"]}


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_who_knows_the_key_may_tell(method: str) -> None:
    assert sender("fonnte").admit(Delivery(b"{}", f"kunci={HOOK_KEY}", method)) == ""


@pytest.mark.parametrize(
    "query", ["", "kunci=", "kunci=lain", f"kunci={HOOK_KEY[:-1]}", f"kunci=%00&kunci={HOOK_KEY}", HOOK_KEY]
)
def test_others_may_not(query: str) -> None:
    with pytest.raises(Forged):
        sender("fonnte").admit(Delivery(b"{}", query))


def test_without_a_key_nobody_may() -> None:
    with pytest.raises(Forged):
        type(sender("fonnte"))(url="", token=TOKEN).admit(Delivery(b"{}", "kunci="))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Receipt(Heard.SENT, AT, "142223099")),
        ({"id": 142223099, "status": "Sent"}, Receipt(Heard.SENT, AT, "142223099")),
        ({"state": "delivered"}, Receipt(Heard.DELIVERED, AT, "142223099")),
        ({"state": "read", "status": None}, Receipt(Heard.READ, AT, "142223099")),
    ],
)
def test_what_became_of_a_message(more: Any, expected: Receipt) -> None:
    assert understood(SENT | more) == [expected]


@pytest.mark.parametrize(
    ("status", "is_temporary"), [("invalid", False), ("expired", True), ("url unreachable", False)]
)
def test_a_failure_says_why(status: str, is_temporary: bool) -> None:
    [receipt] = understood(SENT | {"status": status, "state": "sent"})
    assert (receipt.heard, receipt.code, receipt.is_temporary) == (Heard.FAILED, status, is_temporary)
    assert receipt.why


@pytest.mark.parametrize(
    "found",
    [
        SENT | {"status": "pending"},
        SENT | {"status": "processing"},
        {"device": OFFICE, "stateid": "3EB0A6E1", "state": "read"},  # by a name that nothing connects with the message
        {"device": OFFICE, "status": "disconnect", "reason": "logged out"},  # of the telephone, not of a message
        WROTE | {"member": "6281110000012", "sender": "120363040469423382"},  # in a group
        WROTE | {"sender": "120363040469423382@g.us"},
        {},
    ],
)
def test_what_is_of_no_concern_is_passed_over(found: Any) -> None:
    assert understood(found) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Incoming("78123", "Sudah sampai mana?", AT, NUMBER)),
        ({"timestamp": STAMP * 1000}, Incoming("78123", "Sudah sampai mana?", AT, NUMBER)),
        (
            {"message": "non-text message", "extension": "jpg", "url": "https://x"},
            Incoming("78123", "", AT, NUMBER, kind="image"),
        ),
        ({"message": "Ini KTP", "extension": "pdf"}, Incoming("78123", "Ini KTP", AT, NUMBER, kind="document")),
        ({"location": "-7.98, 112.62", "message": ""}, Incoming("78123", "", AT, NUMBER, kind="location")),
        ({"sender": "98765432109876@lid"}, Incoming("78123", "Sudah sampai mana?", AT, "", "98765432109876@lid")),
        ({"sender": f"{DIGITS}@s.whatsapp.net"}, Incoming("78123", "Sudah sampai mana?", AT, NUMBER)),
    ],
)
def test_what_somebody_wrote(more: Any, expected: Incoming) -> None:
    assert understood(WROTE | more) == [expected]


def test_a_message_that_is_told_again_has_the_same_name() -> None:
    nameless = {name: value for name, value in WROTE.items() if name != "inboxid"}
    [first], [second], [other] = (understood(found) for found in (nameless, nameless, nameless | {"message": "Lain"}))
    assert first.provider_id == second.provider_id != other.provider_id


def test_a_form_is_understood_as_well() -> None:
    delivery = Delivery(urlencode({"device": OFFICE, "sender": DIGITS, "message": "Halo", "inboxid": "5"}).encode())
    assert sender("fonnte").understand(delivery) == [Incoming("5", "Halo", None, NUMBER)]


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff\xfe", b"{" * 50_000])
def test_nonsense_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        sender("fonnte").understand(Delivery(body))
