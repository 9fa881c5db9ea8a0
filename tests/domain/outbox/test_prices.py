"""What a message costs, from which day on, and after how many free ones."""

from datetime import date
from decimal import Decimal

import pytest

from silastri.config import prices as shipped
from silastri.domain.outbox.prices import Price, class_of, cost, price
from silastri.domain.words.messages.template import Purpose

PRICES = (
    Price("whatsapp", "service", date(2024, 11, 1), Decimal(0)),
    Price("whatsapp", "service", date(2026, 10, 1), Decimal("300.50"), 1000),
    Price("sms", "part", date(2025, 1, 1), Decimal(450)),
)


@pytest.mark.parametrize(
    ("day", "sent", "rupiah"),
    [
        (date(2026, 9, 30), 5000, "0"),  # answers cost nothing until September 2026
        (date(2026, 10, 1), 999, "0"),
        (date(2026, 10, 1), 1000, "300.50"),
        (date(2024, 10, 31), 0, "0"),  # nobody told a price of that day
    ],
)
def test_the_price_of_the_day_counts(day: date, sent: int, rupiah: str) -> None:
    assert cost(price(PRICES, "whatsapp", "service", day), sent_this_month=sent) == Decimal(rupiah)


def test_each_part_of_an_sms_is_paid() -> None:
    assert cost(price(PRICES, "sms", "part", date(2026, 1, 1)), parts=3) == 1350


def test_the_class_follows_from_why_somebody_is_told() -> None:
    assert class_of("whatsapp", Purpose.ASKED, is_answer=False, brings_code=True) == "authentication"
    assert class_of("whatsapp", Purpose.ASKED, is_answer=True, brings_code=False) == "service"
    assert class_of("whatsapp", Purpose.NEEDED, is_answer=False, brings_code=False) == "utility"
    assert class_of("sms", Purpose.NEEDED, is_answer=False, brings_code=False) == "part"
    assert class_of("email", Purpose.NEEDED, is_answer=False, brings_code=False) == ""


def test_the_shipped_prices_can_be_read() -> None:
    found = shipped.read(shipped.SHIPPED)
    assert {one.channel for one in found} == {"whatsapp", "sms"}
    assert price(found, "whatsapp", "service", date(2026, 11, 1)).free_a_month == 1000  # type: ignore[union-attr]
