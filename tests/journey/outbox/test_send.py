"""A message goes its ways until one takes it, and says only what was heard of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from silastri.adapters.messaging.fake import OVERLOADED, UNREACHABLE, OnScreen
from silastri.adapters.messaging.port import AnswerLost, Away, Barred, Heard, Outgoing, Receipt
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Line, Message
from silastri.domain.act import SYSTEM, Act
from silastri.domain.case.workflow import State
from silastri.journey.outbox.hear import hear
from silastri.journey.outbox.send import send
from tests.builders import MONDAY, Town, a_case

DAY = MONDAY.replace(hour=10) + timedelta(days=7)


@pytest.fixture
def told(town: Town) -> Message:
    """The newest news of a case; nothing else waits."""
    case = a_case(town)
    Message.objects.exclude(person=case.applicant).delete()
    newest = Message.objects.latest("pk")
    Message.objects.exclude(pk=newest.pk).delete()
    Message.objects.update(to="+6281100000001", due_at=DAY - timedelta(days=1), rank=1)
    return Message.objects.select_related("case").get()


def now(at: datetime = DAY) -> Act:
    return Act(SYSTEM, at, "job")


def all_sent(at: datetime = DAY) -> list[tuple[str, str]]:
    while send(now(at)):
        pass
    return list(Message.objects.order_by("pk").values_list("channel", "state"))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Outgoing]]:
    """A provider that answers in turn with what is given, an id or an error, and then always takes."""

    def make(*results: str | Exception) -> list[Outgoing]:
        left, got = list(results), list[Outgoing]()

        def answer(self: OnScreen, message: Outgoing) -> str:
            got.append(message)
            result = left.pop(0) if left else f"id-{len(got)}"
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setattr(OnScreen, "send", answer)
        return got

    return make


def test_who_cannot_be_reached_by_telephone_gets_a_slip(told: Message) -> None:
    Message.objects.update(to=UNREACHABLE)
    assert all_sent() == [("whatsapp", "failed"), ("sms", "failed"), ("slip", "queued")]
    slip = Message.objects.get(channel="slip")
    assert (slip.to, slip.body, slip.instead_of.channel if slip.instead_of else "") == ("", told.body, "sms")
    assert all_sent(DAY + timedelta(days=1))[-1] == ("slip", "queued"), "it waits for the counter"


def test_a_provider_that_is_away_costs_no_attempt_and_holds_the_line(
    told: Message, answers: Callable[..., list]
) -> None:
    got = answers(*[Away("Layanan pesan tidak menjawab.") for _ in range(20)])
    for minute in range(60 * 24):
        send(now(DAY + timedelta(minutes=minute)))
    assert len(got) > 20
    message = Message.objects.get()
    assert (message.state, message.attempts) == ("sent", 1)
    line = Line.objects.get()
    assert (line.failures, line.why) == (0, "")


def test_a_line_that_is_barred_says_why_and_is_tried_with_one_message(
    told: Message, answers: Callable[..., list]
) -> None:
    got = answers(Barred("Kunci sudah berakhir.", code="190"))
    send(now())
    line = Line.objects.get()
    assert (line.is_barred, line.why) == (True, "Kunci sudah berakhir.")
    assert all_sent(DAY + timedelta(minutes=9)) == [("whatsapp", "queued")]
    assert all_sent(DAY + timedelta(minutes=10)) == [("whatsapp", "sent")]
    assert len(got) == 2
    line.refresh_from_db()
    assert not line.is_barred


def test_where_the_answer_was_lost_it_says_that_it_does_not_know(told: Message, answers: Callable[..., list]) -> None:
    answers(*[AnswerLost("Jawaban tidak sampai.") for _ in range(8)])
    for hours in range(48):
        send(now(DAY + timedelta(hours=hours) if hours < 10 else DAY + timedelta(days=hours)))
    assert Message.objects.get(channel="whatsapp").state == "unknown"


def test_a_number_that_was_busy_is_tried_again(told: Message) -> None:
    Message.objects.update(to=OVERLOADED)
    assert all_sent() == [("whatsapp", "queued")]
    message = Message.objects.get()
    assert (message.code, message.attempts) == ("503", 1)


def receipt(heard: Heard, **more: str) -> Receipt:
    return Receipt(heard, **more)  # type: ignore[arg-type]


def test_what_is_told_late_twice_or_in_any_order_never_goes_back(told: Message) -> None:
    all_sent()
    mine = {"provider_id": f"layar-{told.pk}"}
    for heard, state in (
        (Heard.READ, "read"),
        (Heard.DELIVERED, "read"),
        (Heard.SENT, "read"),
        (Heard.FAILED, "read"),
        (Heard.READ, "read"),
    ):
        assert hear(now(), "whatsapp", receipt(heard, **mine)) == told
        told.refresh_from_db()
        assert told.state == state
    assert told.delivered_at == told.read_at == DAY
    assert Message.objects.count() == 1


def test_a_failure_that_is_told_later_goes_the_next_way(told: Message) -> None:
    all_sent()
    failed = receipt(Heard.FAILED, reference=str(told.pk), code="131026", why="Tidak sampai.")
    for _ in range(2):
        hear(now(), "whatsapp", failed)
    assert all_sent() == [("whatsapp", "failed"), ("sms", "sent")]


def test_a_temporary_failure_is_tried_again_by_the_same_way(told: Message) -> None:
    all_sent()
    hear(now(), "whatsapp", Receipt(Heard.FAILED, reference=str(told.pk), is_temporary=True))
    assert all_sent(DAY + timedelta(minutes=30)) == [("whatsapp", "sent")]
    assert Message.objects.get().attempts == 2


@pytest.mark.parametrize("reference", ["", "0", "999999999", "9" * 40, "a", "-1", "١"])
def test_news_of_a_message_that_is_none_of_ours_changes_nothing(told: Message, reference: str) -> None:
    assert hear(now(), "whatsapp", Receipt(Heard.READ, provider_id="x", reference=reference)) is None
    assert hear(now(), "sms", Receipt(Heard.READ, reference=str(told.pk))) is None, "of another channel"
    told.refresh_from_db()
    assert told.state == "queued"


def test_a_receipt_that_comes_before_the_answer_is_believed(told: Message, answers: Callable[..., list]) -> None:
    Message.objects.update(state="sending")
    hear(now(), "whatsapp", Receipt(Heard.DELIVERED, provider_id="w-1", reference=str(told.pk)))
    told.refresh_from_db()
    assert (told.state, told.provider_id) == ("delivered", "w-1")
    assert all_sent(DAY + timedelta(hours=1)) == [("whatsapp", "delivered")], "it is not sent again"


def test_at_night_it_waits_for_the_morning(told: Message) -> None:
    night = DAY.replace(hour=22)
    assert all_sent(night) == [("whatsapp", "queued")]
    assert all_sent(night + timedelta(hours=7, minutes=59)) == [("whatsapp", "queued")]
    assert all_sent(night + timedelta(hours=8)) == [("whatsapp", "sent")]
    assert Message.objects.get().attempts == 1


def test_an_officers_task_that_is_done_is_not_told_any_more(town: Town) -> None:
    case = a_case(town)
    Message.objects.exclude(template="arrived", turn=case.turn).delete()
    Message.objects.update(due_at=DAY)
    Case.objects.filter(pk=case.pk).update(turn=case.turn + 1, state=State.WITHDRAWN)
    assert {state for _, state in all_sent()} == {"merged"}
