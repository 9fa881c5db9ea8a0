"""Officers are told of their work in their hours, as they chose, and not of one file after the other."""

from datetime import datetime, time, timedelta

import pytest

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Outgoing
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.choices.models import Choice
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act
from silastri.journey.outbox import work
from silastri.journey.outbox.send import send
from tests.builders import WIB, Town, a_case


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


DAY = at("2026-11-10T10:00")


@pytest.fixture
def arrived(town: Town) -> Message:
    """The news of a case that came to the back office and is due in a week."""
    case = a_case(town, "pemeriksaan")
    Case.objects.update(due_at=at("2026-11-20T16:00"))
    one = Message.objects.get(template="arrived", case=case, person=town.officer("back_office"))
    Message.objects.exclude(pk=one.pk).delete()
    return one


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Outgoing]:
    found: list[Outgoing] = []

    def take(self: OnScreen, message: Outgoing) -> str:
        found.append(message)
        return f"id-{len(found)}"

    monkeypatch.setattr(OnScreen, "send", take)
    return found


def work_until(moment: datetime) -> None:
    while send(Act(SYSTEM, moment, "job")):
        pass


def more(message: Message, count: int, *, template: str = "", when: datetime = DAY) -> None:
    for number in range(count):
        other = Message.objects.get(pk=message.pk)
        other.values = dict(other.values)  # opened by the row in which it is sealed
        other.pk, other.about, other.due_at = None, f"{message.about}/{when}/{number}", when
        other.queued_at, other.template, other.state = when, template or other.template, Message.State.QUEUED
        other.sent_at, other.attempts, other.provider_id = None, 0, ""
        other._state.adding = True
        other.save()


def state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


@pytest.mark.parametrize(
    ("moment", "goes_at"),
    [
        ("2026-11-10T05:00", "2026-11-10T07:30"),  # before the office opens
        ("2026-11-10T18:00", "2026-11-11T07:30"),  # after it closed
        ("2026-11-14T10:00", "2026-11-16T07:30"),  # on a Saturday
        ("2026-12-31T23:59", "2027-01-04T07:30"),  # over the end of the year
    ],
)
def test_work_waits_for_the_hours_of_the_office(
    arrived: Message, sent: list[Outgoing], moment: str, goes_at: str
) -> None:
    Case.objects.update(due_at=at("2027-02-01T16:00"))
    Message.objects.update(due_at=at(moment))
    work_until(at(moment))
    arrived.refresh_from_db()
    assert (sent, arrived.state, arrived.due_at) == ([], "queued", at(goes_at))
    work_until(at(goes_at))
    assert len(sent) == 1


def test_the_officers_own_hours_count(town: Town, arrived: Message, sent: list[Outgoing]) -> None:
    Choice.objects.create(person=town.officer("back_office"), begins=time(9), ends=time(20))
    Message.objects.update(due_at=at("2026-11-10T08:00"))
    work_until(at("2026-11-10T08:00"))
    assert not sent
    work_until(at("2026-11-10T19:30"))
    assert len(sent) == 1


@pytest.mark.parametrize("why", ["signing", "today"])
def test_what_presses_comes_at_once_but_wakes_nobody(arrived: Message, sent: list[Outgoing], why: str) -> None:
    changes = {"step": "penandatanganan"} if why == "signing" else {"due_at": at("2026-11-10T23:00")}
    Case.objects.update(**changes)
    Message.objects.update(due_at=at("2026-11-10T00:30"))
    work_until(at("2026-11-10T00:30"))
    assert not sent
    work_until(at("2026-11-10T06:00"))
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("style", "template", "goes"),
    [
        ("each", "arrived", True),
        ("both", "arrived", True),
        ("morning", "arrived", False),
        ("morning", "sent_back", False),
        ("morning", "due_soon", True),
        ("late", "arrived", False),
        ("late", "due_soon", False),
    ],
)
def test_how_much_an_officer_hears(
    town: Town, arrived: Message, sent: list[Outgoing], style: str, template: str, goes: bool
) -> None:
    Choice.objects.create(person=town.officer("back_office"), style=style)
    Message.objects.update(template=template, due_at=DAY)
    work_until(DAY)
    assert (len(sent), state(arrived)) == ((1, "sent") if goes else (0, "merged"))


def test_the_way_that_he_chose(
    town: Town, arrived: Message, sent: list[Outgoing], monkeypatch: pytest.MonkeyPatch
) -> None:
    def reach(person: Person | None, to: str) -> dict[str, str]:
        return {"whatsapp": to, "email": "petugas@contoh.example"}

    Choice.objects.create(person=town.officer("back_office"), channel="email")
    Message.objects.update(due_at=DAY)
    work_until(DAY)
    assert [one.to for one in sent] == [arrived.to], "no address was proven: it goes as it always did"
    monkeypatch.setattr(work, "reach", reach)
    more(arrived, 1, when=DAY + timedelta(hours=1))
    work_until(DAY + timedelta(hours=1))
    assert [one.to for one in sent][1:] == ["petugas@contoh.example"]
    assert list(Message.objects.order_by("pk").values_list("channel", "state")) == [
        ("whatsapp", "sent"), ("whatsapp", "merged"), ("email", "sent"),
    ]  # fmt: skip


def test_many_that_wait_become_one(arrived: Message, sent: list[Outgoing]) -> None:
    Message.objects.update(due_at=DAY)
    more(arrived, 28)
    more(arrived, 1, template="sent_back", when=DAY + timedelta(seconds=1))
    work_until(DAY + timedelta(seconds=2))
    (one,) = sent
    assert one.body.split("\n")[0] == "30 kabar untuk Anda dari DPMPTSP Kabupaten Rokan Hilir, dijadikan satu."
    assert one.body.split("\n")[1:3] == ["Berkas baru: 29", "Dikembalikan: 1"]
    assert Message.objects.filter(state="merged").count() == 30
    work_until(DAY + timedelta(days=1))
    assert len(sent) == 1


def test_three_that_wait_come_singly(arrived: Message, sent: list[Outgoing]) -> None:
    Message.objects.update(due_at=DAY)
    more(arrived, 2)
    work_until(DAY)
    assert len(sent) == 3


def test_while_many_come_he_hears_little(arrived: Message, sent: list[Outgoing]) -> None:
    """Thirty files in five minutes: three messages, and one for all others."""
    Message.objects.update(due_at=DAY)
    for number in range(29):
        work_until(DAY + timedelta(seconds=10 * number))
        more(arrived, 1, when=DAY + timedelta(seconds=10 * (number + 1)))
    for minute in range(5, 30):
        work_until(DAY + timedelta(minutes=minute))
    assert len(sent) == 4
    assert sent[-1].body.startswith("27 kabar untuk Anda")
    assert not Message.objects.filter(state="queued").exists()


def test_what_is_not_for_now_is_not_counted(town: Town, arrived: Message, sent: list[Outgoing]) -> None:
    """Whoever gets the summary in the morning does not get several arrivals put together."""
    Choice.objects.create(person=town.officer("back_office"), style="morning")
    Message.objects.update(due_at=DAY)
    more(arrived, 9)
    work_until(DAY)
    assert sent == []
    assert not Message.objects.filter(template="several").exists()


def test_messages_of_several_officers_stay_apart(town: Town, arrived: Message, sent: list[Outgoing]) -> None:
    other = town.officer("ahli_muda")
    Message.objects.update(due_at=DAY)
    more(arrived, 2)
    more(arrived, 2, when=DAY - timedelta(minutes=1))
    Message.objects.filter(pk__gt=arrived.pk + 2).update(person=other, to=other.phone)
    work_until(DAY)
    assert len(sent) == 5


def test_a_summary_of_yesterday_is_not_sent(arrived: Message, sent: list[Outgoing]) -> None:
    counts = dict.fromkeys("new today late to_sign mentions below".split(), 1)
    values = {"link": "https://contoh.example", "office": "Contoh", **counts}
    arrived.template, arrived.values, arrived.case = "digest", values, None
    arrived.queued_at = arrived.due_at = DAY
    arrived.save()
    work_until(DAY + timedelta(days=1))
    assert (sent, state(arrived)) == ([], "merged")
