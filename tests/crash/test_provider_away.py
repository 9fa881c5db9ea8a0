"""A provider that is away for a day, and one that tells twice, late and of what we do not know."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest

from silastri.adapters.messaging.port import Delivery, Forged
from silastri.adapters.messaging.whatsapp.cloud_api import CloudApi
from silastri.apps.inbox.models import Received
from silastri.apps.messages.models import Line, Message
from silastri.domain.act import SYSTEM, Act
from silastri.journey.inbox.understand import understand
from silastri.journey.outbox.send import send
from silastri.practice.gateway import Gateway, Hook
from silastri.practice.gateway.behaviour import NORMAL
from silastri.practice.gateway.fate import Fate, Verdict
from silastri.practice.gateway.kept import Sent
from tests.builders import MONDAY
from tests.crash import sending

START = MONDAY.replace(hour=10)
STEP = timedelta(minutes=20)


def accepted(gateway: Gateway) -> dict[int, int]:
    """How often each message was accepted, by its number."""
    return {int(one.sent.reference): len(one.ids) for one in gateway.store.accepted()}


AWAY = {
    "refuses connections": {"down": "closed"},
    "answers 503": {"down": "503"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("behaviour", AWAY.values(), ids=AWAY)
def test_after_a_day_without_a_provider_all_go_out_once_and_the_oldest_first(
    gateway: Gateway, behaviour: dict[str, Any]
) -> None:
    usual = gateway.place.behaviour
    gateway.behave(usual.changed(behaviour))
    at, queued = START, list[Message]()
    while at < START + timedelta(hours=24):
        if (at - START) % timedelta(hours=1) == timedelta():
            queued += sending.queue(1, at, first=len(queued))
        send(Act(SYSTEM, at, "job"))
        at += STEP
    assert accepted(gateway) == {}
    assert set(Message.objects.values_list("state", flat=True)) == {"queued"}
    gateway.behave(usual)
    rounds: list[set[int]] = [set()]
    while Message.objects.filter(state="queued").exists():
        send(Act(SYSTEM, at, "job"))
        rounds.append(set(accepted(gateway)) - set().union(*rounds))
        at += timedelta(seconds=1)
        assert at < START + timedelta(hours=25), "they must be gone within the hour"
    assert accepted(gateway) == {message.pk: 1 for message in queued}
    went = [taken for taken in rounds if taken]
    for earlier, later in pairwise(went):
        assert max(earlier) < min(later)
    assert len(went[0]) == 1, "a line that failed is tried with one"
    assert Line.objects.get().failures == 0


@pytest.mark.django_db
def test_where_each_message_is_refused_for_a_day_everybody_is_told_once_by_the_next_way(
    gateway: Gateway, settings: Any
) -> None:
    settings.ADAPTERS["sms"] = {"BACKEND": "silastri.adapters.messaging.fake.OnScreen"}
    usual, at, number = gateway.place.behaviour, START, 0
    gateway.behave(usual.changed({"refuse_temporary": 1, "temporary_codes": [2, 131000, 131016]}))
    while at < START + timedelta(hours=24):
        if (at - START) % timedelta(hours=1) == timedelta():
            sending.queue(1, at, first=number)
            number += 1
        send(Act(SYSTEM, at, "job"))
        at += STEP
    gateway.behave(usual)
    while Message.objects.filter(state="queued").exists():
        send(Act(SYSTEM, at, "job"))
        at += timedelta(minutes=1)
    told = Message.objects.filter(state="sent").values_list("about", flat=True)
    assert sorted(told) == sorted(f"percobaan/{one}" for one in range(number))
    by_whatsapp = Message.objects.filter(state="sent", channel="whatsapp")
    assert accepted(gateway) == {message.pk: 1 for message in by_whatsapp}
    assert Message.objects.filter(state="sent", channel="sms").count() > number // 2


@pytest.mark.django_db(transaction=True)
def test_news_that_comes_twice_mixed_and_of_strangers_leaves_the_truth(gateway: Gateway) -> None:
    tells = {"receipts_twice": 1, "receipts_mixed": 1, "read": 0.5, "skip_delivered": 0.5, "failed_later": 0.3}
    gateway.behave(gateway.place.behaviour.changed(tells))
    with sending.listening(lambda: START) as ear:
        gateway.place.hook = Hook(ear.url)
        messages = sending.queue(20, START)
        for second in range(5):
            send(Act(SYSTEM, START + timedelta(seconds=second), "job"))
        strangers = {
            "messaging_product": "whatsapp",
            "to": "6281110000009",
            "type": "template",
            "template": {"name": "lain", "language": {}},
        }
        httpx.post(
            f"{gateway.url}/v25.0/1/messages",
            json=strangers | {"biz_opaque_callback_data": "999999999"},
            headers={"Authorization": f"Bearer {gateway.place.token}"},
        )
        sending.until(lambda: gateway.settled(1))
    at = START + timedelta(seconds=5)
    while not sending.all_read():
        understand(Act(SYSTEM, at, "job"))
        at += timedelta(minutes=1)
    assert {row.state for row in Received.objects.all()} == {"understood"}
    assert [row.why for row in Received.objects.exclude(why="")] != [], "the stranger's was looked for and let go"
    assert len(messages) == 20
    told = {one.sent.reference: one.news for one in gateway.store.accepted() if one.sent.reference != "999999999"}
    assert {str(message.pk): message.state for message in Message.objects.all()} == told
    assert set(told.values()) == {"delivered", "read", "failed"}
    assert set(accepted(gateway).values()) == {1}
    for message in Message.objects.filter(state="read"):
        assert message.delivered_at is not None, "who read it has got it"


def test_news_that_is_not_signed_is_not_heard(gateway: Gateway) -> None:
    cloud = CloudApi(**sending.adapter(gateway.url, gateway.place)["OPTIONS"])
    with pytest.raises(Forged):
        cloud.admit(Delivery(b"{}", headers={"x-hub-signature-256": "sha256=00"}))


@pytest.mark.django_db
def test_one_message_that_the_provider_stumbles_over_holds_no_other(gateway: Gateway) -> None:
    """It refuses that one alone, every time."""
    messages = sending.queue(30, START)
    stumbles = messages[2].to.removeprefix("+")
    judged = gateway.judged

    def of_one(sent: Sent) -> Verdict:
        return Verdict(Fate.TEMPORARY, NORMAL, 131000) if sent.to == stumbles else judged(sent)

    gateway.judged = of_one  # type: ignore[method-assign]
    at = START
    while at < START + timedelta(hours=6):
        send(Act(SYSTEM, at, "job"))
        at += timedelta(seconds=30)
    states = dict(Message.objects.values_list("pk", "state"))
    assert states.pop(messages[2].pk) == "failed", "and its reader is told another way"
    assert set(states.values()) == {"sent"}
