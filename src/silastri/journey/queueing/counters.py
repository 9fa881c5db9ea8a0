"""The manager's counters of the hall: added, named, given services, taken away."""

from collections.abc import Iterable

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.tickets import operations, queries
from silastri.apps.tickets.models import Counter
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours

from . import access, seat

MOST = 60
_NAME = 60


class NotManager(NotYours):
    """The counters are the manager's."""


class LastCounter(MovedOn):
    """People wait, and there would be no counter to call them."""


def must_manage(act: Act) -> Office:
    """Raises NotUsed, NotManager."""
    office = offices.by_id(act.by.office or 0)
    access.rules(office)
    if not act.by.person or not offices.manages(office.pk, act.by.person, offices.today(office, act.at)):
        raise NotManager("Loket diatur pengelola kantor.")
    return office


@transaction.atomic
def add(act: Act, *, number: int, name: str, services: Iterable[int]) -> Counter:
    """A counter that was taken away comes back under its number. Raises NotFit, NotUsed, NotManager."""
    office = must_manage(act)
    operations.lock(office.pk, offices.today(office, act.at))
    if not 1 <= number <= MOST:
        wrong = f"Tulis angka 1 sampai {MOST}."
        raise NotFit(wrong, {"nomor": wrong})
    found = queries.counter_numbered(office.pk, number) or Counter(office=office, number=number)
    if found.pk and found.in_use:
        wrong = f"Loket {number} sudah ada."
        raise NotFit(wrong, {"nomor": wrong})
    found.name, found.services, found.in_use = _name(name), _known(office, services), True
    found.save()
    log(act, "add_counter", str(found))
    return found


@transaction.atomic
def change(act: Act, *, pk: int, name: str, services: Iterable[int]) -> Counter:
    """Raises NotFit, NoCounter, NotUsed, NotManager."""
    office = must_manage(act)
    operations.lock(office.pk, offices.today(office, act.at))
    found = queries.counter(office.pk, pk)
    found.name, found.services = _name(name), _known(office, services)
    found.save(update_fields=["name", "services"])
    log(act, "change_counter", str(found))
    return found


@transaction.atomic
def take_away(act: Act, *, pk: int) -> Counter:
    """Its row stays for the tickets of old. Raises NoCounter, InUse, LastCounter, NotUsed, NotManager."""
    office = must_manage(act)
    on = offices.today(office, act.at)
    operations.lock(office.pk, on)
    found = queries.counter(office.pk, pk)
    if len(queries.counters(office.pk)) == 1 and queries.waiting(office.pk, on):
        raise LastCounter("Masih ada yang menunggu, dan ini loket terakhir. Tambah loket lain dulu.")
    seat.empty(office, found)
    found.in_use = False
    found.save(update_fields=["in_use"])
    log(act, "take_away_counter", str(found))
    return found


def _name(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > _NAME:
        wrong = f"Paling banyak {_NAME} huruf."
        raise NotFit(wrong, {"nama": wrong})
    return name


def _known(office: Office, services: Iterable[int]) -> list[int]:
    asked = set(services)
    known = set(catalog.all_services(office.pk).values_list("pk", flat=True))
    if asked - known:
        wrong = "Pilih layanan dari daftar."
        raise NotFit(wrong, {"layanan": wrong})
    return sorted(asked)
