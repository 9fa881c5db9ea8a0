"""Any gateway over HTTP: what it is asked as the settings say, and what it tells."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest

from silastri.adapters.messaging.port import Delivery, Heard, Incoming, NotUnderstood, Outgoing, Receipt
from tests.adapters.messaging.conftest import Provider

from .senders import ACCEPTED, NUMBER, PASSWORD, sender

TEXT = 'Baris 1\n& {nomor} "é"'
MESSAGE = Outgoing(to=NUMBER, body=TEXT, reference="41")


def sent(name: str, provider: Provider) -> Any:
    status, body, _ = ACCEPTED[name]
    provider.says(body, status)
    sender(name, provider.url).send(MESSAGE)
    return provider.heard[0]


def test_a_form(provider: Provider) -> None:
    heard = sent("form", provider)
    assert (heard.method, heard.path) == ("POST", "/kirim")
    assert heard.headers["authorization"] == f"Bearer {PASSWORD}"
    assert heard.headers["content-type"] == "application/x-www-form-urlencoded"
    # What a person wrote is never taken for a place to be filled.
    assert parse_qs(heard.body.decode()) == {
        "nomor": ["6281110000021"],
        "pesan": [TEXT],
        "pengirim": ["DINAS"],
        "id_kami": ["41"],
    }


def test_json(provider: Provider) -> None:
    heard = sent("json", provider)
    assert heard.headers["content-type"] == "application/json"
    assert heard.json == {"messages": [{"to": "081110000021", "text": TEXT}], "key": "x", "n": 1}


def test_a_query(provider: Provider) -> None:
    heard = sent("query", provider)
    assert heard.method == "GET"
    assert parse_qs(heard.path.partition("?")[2]) == {"userkey": ["k"], "no": [NUMBER], "msg": [TEXT]}


AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DELIVERED = Receipt(Heard.DELIVERED, AT, provider_id="778811", reference="41")
FAILED = Receipt(
    Heard.FAILED, provider_id="778811", code="gagal", why="Operator telepon tidak dapat mengantar SMS ini."
)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"message_id": 778811, "status": "DELIVRD", "id_kami": "41", "waktu": 1795143600}, [DELIVERED]),
        ({"message_id": "778811", "status": "gagal"}, [FAILED]),
        ([{"message_id": 778811, "status": "gagal"}, {"message_id": 9, "status": "antre"}], [FAILED]),
        ({"message_id": 9, "pengirim": NUMBER, "pesan": "ya"}, [Incoming("9", "ya", number=NUMBER)]),
    ],
)
def test_what_it_tells(body: Any, found: list[Any]) -> None:
    assert sender("form").understand(Delivery(json.dumps(body).encode())) == found


def test_what_it_tells_by_a_form_or_in_the_address() -> None:
    form = b"message_id=778811&status=gagal"
    assert sender("form").understand(Delivery(form)) == [FAILED]
    assert sender("form").understand(Delivery(b"", query=form.decode(), method="GET")) == [FAILED]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"[1]", b"{}", b'{"status": {}}', b'{"status": "DELIVRD"}', b"\xff"]
)
def test_what_has_another_shape_is_not_understood(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        sender("form").understand(Delivery(body))
