"""What messages cost an office: this month, and what a month like the last one will cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from silastri.adapters import messaging
from silastri.apps.audit.operations import log
from silastri.apps.budgets import operations, queries
from silastri.apps.budgets.models import Budget
from silastri.apps.cases import queries as cases
from silastri.apps.catalog import queries as catalog
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.outbox import forecast, prices

_CLASSES = {
    "utility": "kabar",
    "authentication": "kode",
    "service": "jawaban",
    "marketing": "promosi (digolongkan penyedia)",
    "part": "SMS",
}


@dataclass(frozen=True, slots=True)
class Spending:
    channel: str
    kind: str
    count: int
    rupiah: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    service: str
    cases: int  # of the last month
    messages: int  # a case brings, at most
    rupiah: Decimal  # of a month


@dataclass(frozen=True, slots=True)
class Costs:
    month: date
    spending: list[Spending]
    forecasts: list[Forecast]
    free_left: int | None  # answers of this month; None where none are free
    budget: Budget | None

    @property
    def spent(self) -> Decimal:
        return sum((one.rupiah for one in self.spending), Decimal(0))

    @property
    def expected(self) -> Decimal:
        return sum((one.rupiah for one in self.forecasts), Decimal(0))


def costs(office: Office, today: date) -> Costs:
    first = today.replace(day=1)
    spending = [
        Spending(str(Message.Channel(channel).label), _CLASSES.get(kind, "pesan"), count, rupiah)
        for channel, kind, count, rupiah in queries.by_class(office.pk, first, today)
    ]
    return Costs(first, spending, _forecasts(office, today), _free_left(today), queries.budget(office.pk))


def _free_left(today: date) -> int | None:
    found = prices.price(settings.PRICES, "whatsapp", "service", today)
    if not found or not found.free_a_month or not _is_billed("whatsapp"):
        return None
    return max(0, found.free_a_month - queries.of_class("whatsapp", "service", today))


def _is_billed(channel: str) -> bool:
    return channel in messaging.channels() and (channel == "sms" or messaging.messenger(channel).needs_forms)


def _forecasts(office: Office, today: date) -> list[Forecast]:
    last = today.replace(day=1) - timedelta(days=1)
    zone = offices.working_time(office)
    counted = cases.handed_in_between(
        office.pk, zone.begins(last.replace(day=1)), zone.begins(last + timedelta(days=1))
    )
    newest = {service: version for version, service in catalog.services_of_versions(office).items()}
    found = [_forecast(version, counted.get(service, 0), today) for service, version in newest.items()]
    return sorted(found, key=lambda one: (-one.rupiah, one.service))


def _forecast(version: int, count: int, today: date) -> Forecast:
    definition = catalog.definition(version)
    told, work = forecast.to_applicant(definition.sop), forecast.to_officers(definition.sop)
    each = _one(definition.standard.news.each_step, today) * told + _one("whatsapp", today) * work
    return Forecast(definition.standard.name, count, told + work, each * count)


def _one(channel: str, today: date) -> Decimal:
    """What one message costs by the first of the ways that is there."""
    if not _is_billed(channel):
        return prices.FREE
    kind = "part" if channel == "sms" else "utility"
    return prices.cost(prices.price(settings.PRICES, channel, kind, today))


@transaction.atomic
def set_budget(act: Act, *, rupiah_a_month: int | None, messages_a_day: int | None) -> None:
    """The cap of the office of the act; None lifts it."""
    assert act.by.office
    operations.set_budget(act.by.office, rupiah_a_month=rupiah_a_month, messages_a_day=messages_a_day)
    log(act, "set_message_budget", rupiah=rupiah_a_month, messages=messages_a_day)
