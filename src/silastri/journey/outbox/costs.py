"""Reckons what a message costs, and holds back what an office does not want to pay for."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings

from silastri.adapters.messaging import messenger
from silastri.adapters.messaging.port import Outgoing
from silastri.apps.budgets import operations, queries
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.outbox import prices
from silastri.domain.words.messages.template import Purpose
from silastri.domain.words.segments import segments
from silastri.domain.worktime import national_day

from .hold import Held, Later, NotNeeded

_MAY_BE_STOPPED = {Purpose.PROGRESS, Purpose.WORK}


@dataclass(frozen=True, slots=True)
class Cost:
    price_class: str
    rupiah: Decimal


def of(message: Message, outgoing: Outgoing, on: date) -> Cost:
    """What the message costs at most; an unofficial gateway is paid by the month."""
    if message.channel == "whatsapp" and not messenger("whatsapp").needs_forms:
        return Cost("", prices.FREE)
    brings_code = bool(outgoing.form and outgoing.form.code)
    kind = prices.class_of(message.channel, message.purpose, is_answer=outgoing.form is None, brings_code=brings_code)
    found = prices.price(settings.PRICES, message.channel, kind, on)
    sent = queries.of_class(message.channel, kind, on) if found and found.free_a_month else 0
    count = segments(outgoing.body) if message.channel == "sms" else 1
    return Cost(kind, prices.cost(found, parts=count, sent_this_month=sent))


def spend(act: Act, message: Message, outgoing: Outgoing) -> None:
    """Keeps what it costs, when the provider took it. Needs a transaction."""
    day = day_of(act, message)
    cost = of(message, outgoing, day)
    Message.objects.filter(pk=message.pk).update(cost=cost.rupiah, price_class=cost.price_class)
    operations.spend(message.office_id, day, message.channel, cost.price_class, cost.rupiah)


def day_of(act: Act, message: Message) -> date:
    return offices.today(message.office, act.at) if message.office else national_day(act.at)


def over_budget(act: Act, message: Message) -> Held | None:
    """The cap of an office stops news that nobody must know, until the next day or for good in that month."""
    if message.office is None or message.purpose not in _MAY_BE_STOPPED or message.channel == "email":
        return None
    budget = queries.budget(message.office.pk)
    if budget is None:
        return None
    day = day_of(act, message)
    if budget.rupiah_a_month is not None and queries.spent_in_month(message.office.pk, day) >= budget.rupiah_a_month:
        return NotNeeded("Batas biaya bulan ini sudah tercapai.")
    if budget.messages_a_day is not None and queries.sent_on(message.office.pk, day) >= budget.messages_a_day:
        return Later(offices.working_time(message.office).begins(day + timedelta(days=1)))
    return None
