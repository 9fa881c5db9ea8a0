"""What came in is understood once, in any order, and what is not understood stays and keeps no other back."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Heard, Incoming, Receipt, TryAgain
from silastri.apps.conversations.models import Said
from silastri.apps.inbox import operations
from silastri.apps.inbox.models import Received
from silastri.apps.messages.models import Message
from silastri.journey.apply.forget import forget
from silastri.journey.inbox import keep
from silastri.journey.inbox.understand import understand
from tests.builders import Town, a_case
from tests.incoming import AT, BUDI, came, now, wrote

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def states() -> list[str]:
    return list(Received.objects.order_by("pk").values_list("state", flat=True))


def tells(monkeypatch: pytest.MonkeyPatch, *news: object) -> None:
    """From now on the provider's requests mean that."""
    monkeypatch.setattr(OnScreen, "understand", lambda *_: list(news))


def test_what_comes_twice_is_kept_once_and_much_later_again() -> None:
    for minutes in (0, 0, 9, 11):
        came(b"{}", AT + minutes * MINUTE)
    assert len(states()) == 2


def test_it_is_kept_as_it_came_and_cannot_be_read_in_the_database() -> None:
    came(b"\xff\x00 rahasia")
    assert Received.objects.get().body == b"\xff\x00 rahasia"
    raw = Received.objects.extra(select={"raw": "body"}).values_list("raw", flat=True)[0]
    assert b"rahasia" not in bytes(raw)


def test_what_nobody_signed_is_not_kept(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "_forged", Counter())  # other tests of this process had theirs
    for _ in range(4):
        with pytest.raises(keep.NotOfProvider):
            keep.receive(now(), "whatsapp", method="POST", query="", headers={}, body=b"{}")
    assert states() == []
    assert [record.args[0] for record in caplog.records] == [1, 2, 4]  # type: ignore[index]


def test_a_shape_that_is_not_known_stays_with_its_reason() -> None:
    for body in (b"{", b"[]", b'{"newer": {"shape": 1}}', b"\xff", b""):
        came(body)
    assert understand(now()) == 5
    assert set(states()) == {"not_understood"}
    assert {row.why for row in Received.objects.all()} == {"not a message of the demo"}
    assert understand(now(AT + MINUTE)) == 0
    forget(AT + timedelta(days=400))
    assert len(states()) == 5


def test_one_bad_row_keeps_no_other_back_and_is_given_up_in_the_end(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = OnScreen.understand

    def fails(self: OnScreen, delivery):  # type: ignore[no-untyped-def]
        if delivery.body == b"bad":
            raise RuntimeError("nobody foresaw this")
        return real(self, delivery)

    monkeypatch.setattr(OnScreen, "understand", fails)
    came(b"bad")
    assert wrote("Selamat pagi, jam berapa buka?")
    assert states() == ["new", "understood"]
    for minutes in range(1, 120):
        understand(now(AT + minutes * MINUTE))
    assert states() == ["given_up", "understood"]
    assert "nobody foresaw this" in Received.objects.get(state="given_up").why
    operations.look_again(Received.objects.get(state="given_up").pk, AT + timedelta(days=1))
    assert states()[0] == "new"


def test_one_bad_part_keeps_the_other_parts_of_the_same_request(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    tells(monkeypatch, Incoming("a", "x"), Incoming("b", "Selamat pagi", number=BUDI), object())
    came(b"1")
    understand(now())
    assert [said.text for said in Said.objects.filter(is_from_citizen=True)] == ["Selamat pagi"]
    assert states() == ["new"], "a message from nobody: it is tried again"


def test_a_receipt_is_heard(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    a_case(town)
    message = Message.objects.latest("pk")
    Message.objects.filter(pk=message.pk).update(state="sent", provider_id="w-1")
    tells(monkeypatch, Receipt(Heard.READ, provider_id="w-1"), Receipt(Heard.DELIVERED, provider_id="w-1"))
    came(b"1")
    understand(now())
    message.refresh_from_db()
    assert (message.state, states()) == ("read", ["understood"])


def test_news_of_a_message_that_is_not_recorded_yet_is_looked_for_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    tells(monkeypatch, Receipt(Heard.DELIVERED, provider_id="late"))
    came(b"1")
    understand(now())
    assert states() == ["new"]
    a_case(town)
    message = Message.objects.latest("pk")
    Message.objects.filter(pk=message.pk).update(state="sent", provider_id="late")
    understand(now(AT + MINUTE))
    message.refresh_from_db()
    assert (message.state, states()) == ("delivered", ["understood"])


def test_news_of_a_message_of_others_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    tells(monkeypatch, Receipt(Heard.DELIVERED, provider_id="of others"))
    came(b"1")
    for minutes in range(10):
        understand(now(AT + minutes * MINUTE))
    assert states() == ["understood"]


def test_a_row_is_taken_by_one_worker() -> None:
    came(b"1")
    pk = Received.objects.get().pk
    assert [operations.claim(pk, AT), operations.claim(pk, AT)] == [True, False]
    assert operations.claim(pk, AT + operations.LEASE), "when the worker died"


def test_what_was_understood_is_forgotten_after_a_month(town: Town) -> None:
    wrote("Selamat pagi")
    forget(AT + timedelta(days=29))
    assert states() == ["understood"]
    forget(AT + timedelta(days=31))
    assert states() == []


def test_a_mailbox_is_fetched_and_what_was_kept_is_let_go_there(monkeypatch: pytest.MonkeyPatch) -> None:
    box, let_go = {"1": b"a", "2": b"b"}, list[str]()

    def collect(self: OnScreen):  # type: ignore[no-untyped-def]
        return [(name, keep.Delivery(body)) for name, body in box.items()]

    monkeypatch.setattr(OnScreen, "collect", collect, raising=False)
    monkeypatch.setattr(OnScreen, "collected", lambda _, names: let_go.extend(names), raising=False)
    monkeypatch.setattr("silastri.adapters.messaging.channels", lambda: ["email"])
    assert keep.collect(now()) == 2
    assert (let_go, {row.channel for row in Received.objects.all()}) == (["1", "2"], {"email"})

    def away(self: OnScreen):  # type: ignore[no-untyped-def]
        raise TryAgain("away")

    monkeypatch.setattr(OnScreen, "collect", away, raising=False)
    assert keep.collect(now()) == 0


def test_a_row_sealed_with_another_key_is_given_up_alone(town: Town) -> None:
    came(b"1")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE inbox_received SET body = %s", [b"\x01 of another key"])
    assert wrote("Selamat pagi")
    assert states() == ["given_up", "understood"]
