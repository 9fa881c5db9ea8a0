"""Seals anew, in the background, what is sealed with an older key or bound to no row, and writes its indexes anew.

Each table is gone through in passes, from its first row to its last, in small batches of one transaction each. A batch
has a lease; when its worker dies, the next goes on from there. A pass that finds nothing to do ends the work until
there is a newer key. A row that was changed meanwhile is left to the next pass.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from silastri.domain import sealing

from . import broken, keys
from .models import Resealing
from .sealed import Ciphertext, Sealed, SealedIndex

FILES = "files"
_LEASE = timedelta(minutes=2)
_AGAIN = timedelta(days=7)  # then all is read once more: what was moved or changed shows, even where nobody looks
_SOON_AGAIN = timedelta(hours=1)  # where an alarm was given: it may be mended
_MOST = 200

Indexes = Mapping[type[models.Model], Callable[[Any], dict[str, str]]]  # how a row's indexes are made from its content


@dataclass(slots=True)
class Batch:
    """What a batch did. ``last`` is the row or file where the next begins; empty when there are no more."""

    last: str = ""
    seen: int = 0
    changed: int = 0
    broken: int = 0


Files = Callable[[str, int], Batch]  # a batch of files after that name, with at most so many


def step(at: datetime, indexes: Indexes, files: Files) -> bool:
    """One batch of what waits; False when nothing does."""
    newest = keys.ring().newest.number
    if fresh := [one for one in _progress(newest, at) if one.pk is None]:
        Resealing.objects.bulk_create(fresh, ignore_conflicts=True)
    waits = next((one for one in _progress(newest, at) if _waits(one, newest, at) and one.leased_until <= at), None)
    if waits is None:
        return False
    claimed = Resealing.objects.filter(pk=waits.pk, leased_until=waits.leased_until, after=waits.after)
    if not claimed.update(leased_until=at + _LEASE):
        return True
    if waits.key != newest or waits.clean_at:
        _begin(waits, newest, at)
    if not waits.after:  # what still does not open is told again in this pass
        broken.mended(_alarms(waits.what))
    if waits.what == FILES:  # no transaction: a file takes long, and sealing it twice does no harm
        _went_on(waits, files(waits.after, _MOST // 4), at)
    else:
        with transaction.atomic():
            _went_on(waits, _rows(_model(waits.what), waits.after, indexes), at)
    return True


def progress(at: datetime) -> list[Resealing]:
    """Of every table with sealed columns, and of the files."""
    return _progress(keys.ring().newest.number, at)


def needs(number: int, at: datetime) -> list[str]:
    """What still needs that key, in words; empty when nothing does."""
    newest = keys.ring().newest.number
    if number == newest:
        return [f"Kunci {number} adalah kunci yang sedang dipakai."]
    found = [
        f"{one.what}: belum selesai disegel ulang ({one.seen} sudah dilihat)."
        for one in _progress(newest, at)
        if one.key != newest or one.clean_at is None
    ]
    found += [f"{one.what}: {one.broken} tidak dapat dibuka." for one in _progress(newest, at) if one.broken]
    return found + [f"{name}: {count} isian masih memakai kunci {number}." for name, count in _still(number) if count]


def look_at_files_again() -> None:
    """They may be at another place from now on, some sealed with an older key. Where there never was one, none is."""
    if keys.ring().newest.number != sealing.FIRST:
        Resealing.objects.filter(what=FILES).update(clean_at=None, after="")


def tables() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if _sealed(model)]


def _sealed(model: type[models.Model]) -> list[Sealed]:
    return [field for field in model._meta.concrete_fields if isinstance(field, Sealed)]


def _progress(newest: int, at: datetime) -> list[Resealing]:
    known = {one.what: one for one in Resealing.objects.order_by("what")}
    wanted = [*(model._meta.db_table for model in tables()), FILES]
    return [known.get(what) or Resealing(what=what, key=newest, began_at=at, leased_until=at) for what in wanted]


def _waits(one: Resealing, newest: int, at: datetime) -> bool:
    again = _SOON_AGAIN if _alarms(one.what) else _AGAIN
    return one.key != newest or one.clean_at is None or one.clean_at <= at - again


def _alarms(what: str) -> list[str]:
    """Those of a table, or of the files."""
    begins = broken.A_FILE if what == FILES else f"{what}."
    return [where for where in broken.found() if where.startswith(begins)]


def _begin(one: Resealing, newest: int, at: datetime) -> None:
    one.key, one.after, one.began_at, one.clean_at = newest, "", at, None
    one.seen = one.changed = one.broken = 0


def _went_on(one: Resealing, batch: Batch, at: datetime) -> None:
    one.after, one.leased_until = batch.last, at
    one.seen, one.changed, one.broken = one.seen + batch.seen, one.changed + batch.changed, one.broken + batch.broken
    if not batch.last and one.changed:
        _begin(one, one.key, at)  # once more: a row may have been written meanwhile by who had read it before
    elif not batch.last:
        one.clean_at = at
    one.save()


def _model(table: str) -> type[models.Model]:
    return next(model for model in tables() if model._meta.db_table == table)


def _rows(model: type[models.Model], after: str, indexes: Indexes) -> Batch:
    rows = model._base_manager.order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:_MOST])
    batch = Batch(last=str(found[-1].pk) if len(found) == _MOST else "")
    for row in found:
        batch.seen += 1
        try:
            changes = _changes(row, indexes)
        except sealing.CannotOpen:  # the alarm was given where it was opened
            batch.broken += 1
            continue
        if changes:
            batch.changed += 1
            was = {name: old for name, (old, _) in changes.items()}
            model._base_manager.filter(pk=row.pk, **was).update(**{name: new for name, (_, new) in changes.items()})
    return batch


def _changes(row: models.Model, indexes: Indexes) -> dict[str, tuple[Any, Any]]:
    """By column: what is there, and what should be. Opens every value, so that one which does not open shows."""
    newest, found = keys.ring().newest.number, dict[str, tuple[Any, Any]]()
    for field in _sealed(type(row)):
        was = row.__dict__[field.attname]
        getattr(row, field.attname)
        if isinstance(was, Ciphertext) and not _is_new(was.stored, newest):
            found[field.attname] = was, field.pre_save(row, add=False)
    for name, now in _indexes(row, indexes).items():
        if getattr(row, name) != now:
            found[name] = getattr(row, name), now
    return found


def _indexes(row: models.Model, indexes: Indexes) -> dict[str, str]:
    own = [field for field in row._meta.concrete_fields if isinstance(field, SealedIndex)]
    made = {field.attname: keys.index_of(value) for field in own if (value := getattr(row, field.of)) is not None}
    return made | indexes[type(row)](row) if type(row) in indexes else made


def _is_new(stored: bytes, newest: int) -> bool:
    return sealing.is_bound(stored) and sealing.number_of(stored) == newest


def _still(number: int) -> Iterator[tuple[str, int]]:
    """How many values of each column begin so, as the database has them now."""
    cut = "substring({0} from 1 for {1})" if connection.vendor == "postgresql" else "substr({0}, 1, {1})"
    for model in tables():
        for field in _sealed(model):
            column, count = connection.ops.quote_name(str(field.column)), 0
            for start in sealing.beginning(number):
                sql = f"SELECT count(*) FROM {model._meta.db_table} WHERE {cut.format(column, len(start))} = %s"  # noqa: S608 - names of ours
                with connection.cursor() as cursor:
                    cursor.execute(sql, [start])
                    count += cursor.fetchone()[0]
            yield f"{model._meta.db_table}.{field.column}", count
