"""Stores a period of the registry, as fast as the database accepts rows."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from silastri.apps.accounts.row_id import next_ids
from silastri.apps.offices.models import Office
from silastri.domain import registry

from .models import Period, RegistryEntry
from .queries import short_index

Prepared = tuple[int, str, str, str, Any, int]  # the fifth is sealed when it is kept
_TABLE = RegistryEntry._meta.db_table
_COLUMNS = "id, period_id, nik_index, kk_index, name_key, sealed, line"


def begin(office: Office, *, name: str, source: str, file_mark: str, at: datetime) -> Period:
    """The period of an interrupted import of the same file, or else a new one."""
    period = Period.objects.filter(office=office, name=name).first()
    if period and (period.file_mark != file_mark or period.ready_at):
        remove(period)
        period = None
    if period is None:
        period = Period.objects.create(office=office, name=name, source=source, file_mark=file_mark, began_at=at)
    # Rows after the last recorded line belong to the interrupted chunk.
    RegistryEntry.objects.filter(period=period, line__gt=period.lines_done).delete()
    return period


def remove(period: Period) -> None:
    """Removes a period that was never ready, or that the office does not want any more."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_TABLE} WHERE period_id = %s", [period.pk])  # noqa: S608 - a name of ours
    period.delete()


def preparer(period: Period) -> Callable[[registry.Row, int], Prepared]:
    """Prepares rows for storing: computes their index."""
    pk = period.pk

    def prepare(row: registry.Row, line: int) -> Prepared:
        sealed = {"nik": row.nik, "kk": row.kk, "nama": row.name, **row.rest}
        return pk, short_index(row.nik), short_index(row.kk), registry.name_key(row.name), sealed, line

    return prepare


def keep(rows: Sequence[Prepared]) -> None:
    """Encrypts prepared rows and adds them, inside the caller's transaction."""
    sealed = [_sealed(pk, row) for pk, row in zip(next_ids(RegistryEntry, len(rows)), rows, strict=True)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {_TABLE} ({_COLUMNS}) FROM STDIN") as copy:
            for row in sealed:
                copy.write_row(row)
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_TABLE} ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s)", sealed)  # noqa: S608


def _sealed(pk: int, row: Prepared) -> tuple[Any, ...]:
    field = RegistryEntry._meta.get_field("sealed")
    value = field.pre_save(RegistryEntry(pk=pk, sealed=row[4]), add=True)
    return pk, *row[:4], field.get_prep_value(value), row[5]


def went_on(period: Period, *, lines_done: int, rows: int, skipped: int) -> None:
    period.lines_done, period.rows, period.skipped = lines_done, rows, skipped
    period.save(update_fields=["lines_done", "rows", "skipped"])


def publish(period: Period, *, at: datetime) -> None:
    """Makes the period the one in which searches look."""
    period.ready_at = at
    period.save(update_fields=["ready_at"])


def drop(period: Period, lines: Iterable[int]) -> None:
    """Removes rows by their lines."""
    RegistryEntry.objects.filter(period=period, line__in=list(lines)).delete()
