"""What is paid is counted, and a cap stops what nobody must know."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Form
from silastri.apps.budgets import operations, queries
from silastri.apps.budgets.models import Spent
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act
from silastri.domain.outbox.prices import Price
from silastri.domain.words.messages.template import Purpose
from silastri.journey.office import message_costs
from silastri.journey.outbox import send as sending
from silastri.journey.outbox.send import send
from tests.builders import MONDAY, Town, a_case

DAY = MONDAY.replace(hour=10) + timedelta(days=7)
EACH = Decimal(350)


@pytest.fixture(autouse=True)
def billed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(OnScreen, "needs_forms", True)
    monkeypatch.setattr(sending, "form", lambda *_: (Form("kabar", ()), None))
    settings.PRICES = (
        Price("whatsapp", "utility", date(2025, 7, 1), EACH),
        Price("whatsapp", "service", date(2026, 10, 1), EACH, 2),
        Price("sms", "part", date(2025, 1, 1), Decimal(400)),
    )


@pytest.fixture
def told(town: Town) -> Message:
    a_case(town)
    newest = Message.objects.filter(person=town.citizens[0]).latest("pk")
    Message.objects.exclude(pk=newest.pk).delete()
    Message.objects.update(due_at=MONDAY, to="+6281100000001")
    return newest


def sent(message: Message, purpose: Purpose, at: Any = DAY) -> str:
    Message.objects.filter(pk=message.pk).update(rank=list(Purpose).index(purpose), state="queued", due_at=MONDAY)
    send(Act(SYSTEM, at, "job"))
    message.refresh_from_db()
    return message.state


def test_what_the_provider_took_is_counted(told: Message, town: Town) -> None:
    assert sent(told, Purpose.NEEDED) == "sent"
    assert (told.cost, told.price_class) == (EACH, "utility")
    row = Spent.objects.get()
    assert (row.office, row.day, row.channel, row.messages, row.rupiah) == (
        town.office,
        DAY.date(),
        "whatsapp",
        1,
        EACH,
    )
    found = message_costs.costs(town.office, DAY.date())
    assert found.spent == EACH
    assert [(one.channel, one.kind, one.count) for one in found.spending] == [("WhatsApp", "kabar", 1)]


def test_an_sms_is_paid_by_its_parts(told: Message) -> None:
    Message.objects.filter(pk=told.pk).update(channel="sms")
    sent(told, Purpose.NEEDED)
    assert told.cost
    assert told.cost % 400 == 0
    assert told.cost >= 400


def test_an_unofficial_gateway_is_paid_by_the_month(told: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OnScreen, "needs_forms", False)
    sent(told, Purpose.NEEDED)
    assert told.cost == 0


def test_the_cap_of_the_month_stops_the_dear_and_lets_the_obligatory_through(told: Message, town: Town) -> None:
    operations.set_budget(town.office.pk, rupiah_a_month=700, messages_a_day=None)
    assert [sent(told, Purpose.PROGRESS) for _ in range(3)] == ["sent", "sent", "merged"]
    assert told.error == "Batas biaya bulan ini sudah tercapai."
    assert sent(told, Purpose.WORK) == "merged"
    assert sent(told, Purpose.NEEDED) == "sent"
    assert sent(told, Purpose.ASKED) == "sent"
    assert sent(told, Purpose.PROGRESS, DAY + timedelta(days=31)) == "sent", "a new month"


def test_the_cap_of_the_day_keeps_it_for_the_next(told: Message, town: Town) -> None:
    operations.set_budget(town.office.pk, rupiah_a_month=None, messages_a_day=1)
    assert [sent(told, Purpose.PROGRESS) for _ in range(2)] == ["sent", "queued"]
    assert told.due_at.astimezone(DAY.tzinfo) == DAY.replace(hour=0) + timedelta(days=1)


def test_a_cap_of_nothing_stops_all_that_may_be_stopped(told: Message, town: Town) -> None:
    operations.set_budget(town.office.pk, rupiah_a_month=0, messages_a_day=None)
    assert sent(told, Purpose.PROGRESS) == "merged"
    assert sent(told, Purpose.NEEDED) == "sent"


def test_free_answers_are_counted_for_the_number(told: Message, town: Town) -> None:
    for _ in range(3):
        operations.spend(town.office.pk, DAY.date(), "whatsapp", "service", Decimal(0))
    operations.spend(None, DAY.date(), "whatsapp", "service", Decimal(0))
    operations.spend(None, DAY.date(), "whatsapp", "service", Decimal(0))
    assert queries.of_class("whatsapp", "service", DAY.date()) == 5
    assert Spent.objects.count() == 2
    assert message_costs.costs(town.office, DAY.date()).free_left == 0


def test_the_forecast_follows_from_the_definition_and_the_last_month(town: Town) -> None:
    case = a_case(town)
    assert case.submitted_at
    found = message_costs.costs(town.office, (case.submitted_at + timedelta(days=35)).date())
    mine = next(one for one in found.forecasts if one.cases)
    assert mine.cases == 1
    assert mine.messages >= 10
    assert mine.rupiah == mine.messages * EACH
    assert found.expected == mine.rupiah
