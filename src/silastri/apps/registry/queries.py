"""Finds people in the newest period of an office's registry, or in the period on which a decision was based."""

from functools import cache

from django.db import connection
from django.db.models import QuerySet

from silastri.apps.accounts.keys import index_of, indexes_of
from silastri.apps.statements.made import Lookup, Slot
from silastri.domain.registry import name_key

from .models import Period, RegistryEntry

MOST = 30
_SHORT = 32
_TWICE = """
    SELECT line FROM registry_registryentry WHERE period_id = %s AND nik_index IN (
        SELECT nik_index FROM registry_registryentry WHERE period_id = %s GROUP BY nik_index HAVING count(*) > 1
    ) ORDER BY nik_index, line LIMIT %s
"""


def short_index(number: str) -> str:
    """Half of the keyed index: 128 bits are enough to tell millions of people apart."""
    return index_of(number)[:_SHORT]


def short_indexes(number: str) -> list[str]:
    return [one[:_SHORT] for one in indexes_of(number)]


def periods(office_id: int) -> QuerySet[Period]:
    return Period.objects.filter(office_id=office_id).order_by("-ready_at", "-began_at")


def current(office_id: int) -> Period | None:
    """The newest period that is ready."""
    return Period.objects.filter(office_id=office_id, ready_at__isnull=False).order_by("-ready_at").first()


def by_nik(period: Period, nik: str) -> list[RegistryEntry]:
    return _by("nik_index", period, nik)


def by_kk(period: Period, kk: str) -> list[RegistryEntry]:
    return _by("kk_index", period, kk)


def _by(column: str, period: Period, number: str) -> list[RegistryEntry]:
    indexes = short_indexes(number)
    return _found(column, len(indexes)).all(period.pk, *indexes)


@cache
def _found(column: str, count: int) -> Lookup[RegistryEntry]:
    """The entries of a period under one of so many indexes."""

    def made(period: Slot, *indexes: Slot) -> QuerySet[RegistryEntry]:
        return RegistryEntry.objects.filter(period_id=period, **{f"{column}__in": indexes})[:MOST]

    return Lookup(made, *(Slot(place) for place in range(1 + count)))


def by_name(period: Period, words: str) -> list[RegistryEntry]:
    """The entries whose name begins so, in the order of names."""
    begins = name_key(words)
    if connection.vendor == "postgresql":
        found = RegistryEntry.objects.filter(period=period, name_key__startswith=begins)
    else:  # SQLite uses its index for a range, not for LIKE
        found = RegistryEntry.objects.filter(period=period, name_key__gte=begins, name_key__lt=begins + "\uffff")
    return list(found.order_by("name_key")[:MOST])


def entry(office_id: int, pk: int) -> RegistryEntry | None:
    """An entry of that office in a period that is ready."""
    found = RegistryEntry.objects.filter(pk=pk, period__office_id=office_id, period__ready_at__isnull=False)
    return found.select_related("period").first()


def lines_twice(period: Period, most: int = 10_000) -> list[int]:
    """The lines whose NIK is in the period more than once."""
    with connection.cursor() as cursor:
        cursor.execute(_TWICE, [period.pk, period.pk, most])
        return [line for (line,) in cursor.fetchall()]
