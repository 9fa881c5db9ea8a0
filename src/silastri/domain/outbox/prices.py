"""What a message costs. Prices are data with the day from which they hold (`config/prices.yaml`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from silastri.domain.words.messages.template import Purpose

FREE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Price:
    """Of one message; of an SMS, of each of its parts."""

    channel: str
    price_class: str  # the provider's word: utility, authentication, service; of an SMS: part
    since: date
    rupiah: Decimal
    free_a_month: int = 0  # so many of a month cost nothing


def price(prices: Iterable[Price], channel: str, price_class: str, on: date) -> Price | None:
    """The price of that day; None where nobody told one."""
    mine = [one for one in prices if (one.channel, one.price_class) == (channel, price_class) and one.since <= on]
    return max(mine, key=lambda one: one.since, default=None)


def cost(found: Price | None, *, parts: int = 1, sent_this_month: int = 0) -> Decimal:
    """In rupiah; nothing as long as there are free ones."""
    if found is None or sent_this_month < found.free_a_month:
        return FREE
    return found.rupiah * parts


def class_of(channel: str, purpose: Purpose, *, is_answer: bool, brings_code: bool) -> str:
    """The class in which a message is reckoned until the provider tells its own."""
    if channel != "whatsapp":
        return "part" if channel == "sms" else ""
    if is_answer:
        return "service"
    return "authentication" if brings_code and purpose is Purpose.ASKED else "utility"
