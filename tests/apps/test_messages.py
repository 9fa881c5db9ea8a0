"""The queue of messages: one event one message, honest states, nothing lost when a worker dies."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from silastri.adapters.messaging.fake import OVERLOADED, UNREACHABLE
from silastri.apps.messages import lines
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import FORGOTTEN, Message
from silastri.domain.outbox import retry
from silastri.jobs.worker import send_messages
from silastri.journey.apply.forget import forget
from tests.builders import Town, a_case
from tests.outgoing import taken

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WIB = ZoneInfo("Asia/Jakarta")


def queue(about: str = "a/1/1", to: str = "+6281200000001") -> None:
    words = {"template": "activation", "values": {"name": "Rani", "link": "https://contoh.example/a"}}
    messages.queue([Message(to=to, about=about, queued_at=NOW, due_at=NOW, **words)])


def test_one_event_is_told_once() -> None:
    queue()
    queue()
    assert Message.objects.count() == 1


def test_is_sent_and_says_so() -> None:
    queue()
    assert send_messages(NOW)
    message = Message.objects.get()
    assert (message.state, message.attempts, message.provider_id) == ("sent", 1, f"layar-{message.pk}")
    assert not send_messages(NOW)


def test_a_message_of_a_worker_that_died_is_sent_by_the_next() -> None:
    queue()
    assert len(taken(NOW)) == 1
    assert taken(NOW) == []
    later = NOW + lines.LEASE + timedelta(seconds=1)
    assert send_messages(later)
    assert Message.objects.get().attempts == 2


def test_what_may_work_later_is_tried_again_ever_later_and_then_shown() -> None:
    queue(to=OVERLOADED)
    at, waits = NOW, []
    for _ in range(retry.MOST_ATTEMPTS):
        assert send_messages(at)
        message = Message.objects.get(channel="whatsapp")
        waits.append(message.due_at - at)
        at = message.due_at
    assert message.state == "failed"
    assert "sibuk" in message.error
    assert waits == sorted(waits)
    assert waits[0] >= timedelta(minutes=1)
    assert Message.objects.get(channel="sms").instead_of == message


def test_what_cannot_work_fails_at_once_and_can_be_tried_again_by_hand(town: object) -> None:
    queue(to=UNREACHABLE)
    Message.objects.update(office=town.office, due_at=NOW - timedelta(days=400))  # type: ignore[attr-defined]
    send_messages(datetime(2026, 11, 30, 10, tzinfo=WIB))
    message = Message.objects.get(channel="whatsapp")
    assert message.state == "failed"
    assert not messages.try_again(message.office_id + 1, message.pk, at=NOW)
    assert messages.try_again(message.office_id, message.pk, at=NOW)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 0)


def test_each_line_takes_its_own() -> None:
    queue()
    assert taken(NOW, "sms") == []
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("queued", 0)


def test_who_was_just_told_waits_a_little() -> None:
    for n in range(3):
        queue(f"a/{n}/1")
    queue("b/1/1", to="+6281200000002")
    gap = timedelta(seconds=6)
    first = taken(NOW, between=gap)
    assert [one.about for one in first] == ["a/0/1", "b/1/1"]
    for one in first:
        messages.sent(one, provider_id=one.about, at=NOW)
    assert taken(NOW + gap / 2, between=gap) == []
    assert [one.about for one in taken(NOW + gap, between=gap)] == ["a/1/1"]


def test_the_pace_holds_for_all_workers_together() -> None:
    for n in range(30):
        queue(f"a/{n}/1")

    def took(after: float) -> int:
        with transaction.atomic():
            at = NOW + timedelta(seconds=after)
            return len(lines.claim("whatsapp", at, a_second=4, between=timedelta()))

    assert [took(n / 2) for n in range(6)] == [4, 2, 2, 2, 2, 2]
    assert took(60) == 4, "what was not used in a minute is not made up for"


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_message() -> None:
    import threading

    from django.db import connections

    for n in range(40):
        queue(f"a/{n}/1")
    got: list[int] = []

    def work() -> None:
        while claimed := taken(NOW, most=3):
            got.extend(m.pk for m in claimed)
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(Message.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("state", ["sent", "failed", "queued"])
def test_what_a_link_said_is_forgotten_when_it_has_ended(state: str) -> None:
    queue()
    Message.objects.update(state=state, office=None)
    forget(NOW + timedelta(hours=23))
    assert "contoh.example" in Message.objects.get().body
    forget(NOW + timedelta(hours=25))
    message = Message.objects.get()
    assert (message.values, message.body) == (None, FORGOTTEN)
    assert message.state == ("failed" if state == "queued" else state), "a link that has ended is not sent"
    assert not send_messages(NOW + timedelta(hours=26))


def test_what_was_forgotten_cannot_be_sent_again(town: Town) -> None:
    queue()
    Message.objects.update(state="failed", office=town.office)
    forget(NOW + timedelta(hours=25))
    assert not messages.try_again(town.office.pk, Message.objects.get().pk, at=NOW)


def test_a_message_on_its_way_and_others_are_left_alone(town: Town) -> None:
    queue()
    Message.objects.update(state="sending")
    case = a_case(town)
    forget(max(NOW, timezone.now()) + timedelta(days=400))
    assert not Message.objects.filter(values=None).exists()
    assert Message.objects.filter(case=case).exists()
