"""Ids that are known before their row is added, so that what is sealed in it can be bound to it."""

from functools import partial
from typing import Any

from django.db import connection, models, transaction
from django.db.models.signals import class_prepared


class WithRowId(models.Model):
    """A row with sealed columns: its id is drawn from the database just before it is added."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """A row without an id is new: none has to be looked for before it is added."""
        is_new = self._state.adding and self.pk is None and not options.get("update_fields")
        super().save(*args, **(options | {"force_insert": True} if is_new and not args else options))


def _draw_its_ids(sender: Any, **_: Any) -> None:
    if issubclass(sender, WithRowId) and isinstance(sender._meta.pk, models.AutoField):
        sender._meta.pk.get_pk_value_on_save = partial(_drawn, sender)  # type: ignore[method-assign]


def _drawn(model: type[models.Model], _: models.Model) -> int:
    return next_ids(model, 1)[0]


class_prepared.connect(_draw_its_ids, dispatch_uid="row_id")


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids that no other row of the table gets."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            drawn = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(drawn, [table, count])
            return [number for (number,) in cursor.fetchall()]
        with transaction.atomic(savepoint=False):
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
            found = cursor.fetchone()
            if found is None:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
    last = found[0] if found else count
    return list(range(last - count + 1, last + 1))
