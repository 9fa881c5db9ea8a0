"""Where providers knock: only what they signed is kept, and nothing is understood there."""

import json

import pytest
from django.test import Client

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Delivery, Forged
from silastri.apps.inbox.models import Received

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A provider whose key is "k"."""

    def admit(self: OnScreen, delivery: Delivery) -> str:
        if "kunci=k" not in delivery.query:
            raise Forged("no key")
        return "tantangan" if delivery.method == "GET" else ""

    monkeypatch.setattr(OnScreen, "admit", admit)
    monkeypatch.setattr(OnScreen, "understand", lambda *_: pytest.fail("understood in the request"))
    return Client(enforce_csrf_checks=True)


def test_a_delivery_is_kept_byte_for_byte_and_answered_at_once(provider: Client) -> None:
    for content_type, body in (
        ("application/json", b'{"a":1}\r\n'),
        ("application/x-www-form-urlencoded", b"a=1&b=%0D%0A"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("text/plain", b"\xff\xfe"),
    ):
        response = provider.post("/kait/whatsapp/?kunci=k", body, content_type=content_type)
        assert (response.status_code, response.content) == (200, b"")
        row = Received.objects.latest("pk")
        assert (row.body, row.state, row.headers, row.query) == (body, "new", {"content-type": content_type}, "kunci=k")


def test_the_first_question_is_answered_with_its_word_and_not_kept(provider: Client) -> None:
    response = provider.get("/kait/whatsapp/?kunci=k")
    assert (response.content, response["Content-Type"]) == (b"tantangan", "text/plain; charset=utf-8")
    assert not Received.objects.exists()


def test_a_forged_delivery_is_refused_and_not_kept(provider: Client) -> None:
    for method in (provider.get, provider.post):
        assert method("/kait/whatsapp/?kunci=x").status_code == 403
    assert not Received.objects.exists()


@pytest.mark.parametrize("size", [1024 * 1024 + 1, 10 * 1024 * 1024])
def test_what_is_too_large_is_refused_and_not_kept(provider: Client, size: int) -> None:
    response = provider.post("/kait/whatsapp/?kunci=k", b"x" * size, content_type="application/json")
    assert response.status_code == 413
    assert not Received.objects.exists()


def test_the_largest_is_kept(provider: Client) -> None:
    body = json.dumps("x" * (1024 * 1024 - 2)).encode()
    assert provider.post("/kait/whatsapp/?kunci=k", body, content_type="application/json").status_code == 200
    assert Received.objects.get().size == 1024 * 1024


def test_where_nobody_listens_there_is_nothing(provider: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert provider.post("/kait/telegram/?kunci=k").status_code == 404
    monkeypatch.delattr(OnScreen, "admit")
    assert provider.post("/kait/whatsapp/?kunci=k").status_code == 404
    assert provider.put("/kait/whatsapp/?kunci=k").status_code == 405
    assert not Received.objects.exists()


def test_nobody_can_write_as_a_citizen_from_outside_the_demo() -> None:
    body = json.dumps({"provider_id": "x", "text": "STOP", "number": "+6281110000011"})
    assert Client().post("/kait/whatsapp/", body, content_type="application/json").status_code == 403
