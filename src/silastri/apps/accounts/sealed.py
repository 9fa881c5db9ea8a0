"""Columns whose content is stored encrypted, and one that seals the row it stands in.

A ciphertext is bound to its table, column and row: in another place it does not open. So it is opened when it is asked
of its row, and written with its row; a query by itself neither reads nor writes one.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from silastri.domain import sealing

from . import broken, keys

if TYPE_CHECKING:
    _Text = models.BinaryField[str | None, str | None]
    _Bytes = models.BinaryField[bytes, bytes]
    _Json = models.BinaryField[Any, Any]
    _Char = models.CharField[str, str]
    _Index = models.CharField[str | None, str | None]
else:
    _Text = _Bytes = _Json = models.BinaryField
    _Char = _Index = models.CharField


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """As it stands in the database."""

    stored: bytes


class _Opened(DeferredAttribute):
    """The value of a sealed column: opened when it is first asked for, and kept with its row."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        kept = instance.__dict__
        if self.field.attname not in kept:
            super().__get__(instance, cls)  # asks the database, as for any column that was left out
        value, field = kept[self.field.attname], self.field
        if isinstance(value, Ciphertext) and isinstance(field, Sealed):
            value = kept[field.attname] = field.opened(value.stored, instance)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Sealed(models.BinaryField):  # type: ignore[type-arg]
    """``bound_by`` names the column that tells one row from another: the id, or one that is known sooner and never
    changes."""

    descriptor_class = _Opened

    def __init__(self, *args: Any, bound_by: str = "pk", **options: Any) -> None:
        super().__init__(*args, **options)
        self.bound_by = bound_by

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, plain: bytes) -> Any:
        raise NotImplementedError

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        # An outer join brings no row, and so no value.
        return None if value is None else Ciphertext(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        return None if value is None else Ciphertext(keys.sealed(self.to_bytes(value), self.about(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Ciphertext):
            return None if value is None else value.stored
        raise TypeError(f"{self} is written with its row, and searched by no value")

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def opened(self, stored: bytes, row: models.Model) -> Any:
        """Raises sealing.CannotOpen, after an alarm: nobody but a thief or a fault moves a ciphertext."""
        try:
            return self.from_bytes(keys.opened(stored, self.about(row)))
        except sealing.CannotOpen as error:
            broken.alarm(self.where(row))
            raise sealing.CannotOpen(f"{self.where(row)}: {error}") from None

    def where(self, row: models.Model) -> str:
        """As people who must look there are told."""
        return f"{row._meta.db_table}.{self.column}, baris {row.pk}"

    def about(self, row: models.Model) -> bytes:
        """What a ciphertext in this column of that row is bound to."""
        which = row.pk if self.bound_by == "pk" else getattr(row, self.bound_by)
        if which is None:
            raise TypeError(f"{self}: its row has no {self.bound_by} yet")
        return f"{row._meta.db_table}\0{self.column}\0{which}".encode()


class SealedText(Sealed, _Text):
    """Text. To search by it, store ``keys.index_of`` beside it."""

    def to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def from_bytes(self, plain: bytes) -> str:
        return plain.decode()


class SealedBytes(Sealed, _Bytes):
    """Bytes as they came."""

    def to_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def from_bytes(self, plain: bytes) -> bytes:
        return plain


class SealedJson(Sealed, _Json):
    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, plain: bytes) -> Any:
        return json.loads(plain)


class SealedIndex(_Index):
    """The keyed index of the sealed column ``of``, always under the newest key."""

    def __init__(self, *args: Any, of: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.of = of

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        value = getattr(model_instance, self.of)
        setattr(model_instance, self.attname, None if value is None else keys.index_of(value))
        return getattr(model_instance, self.attname)  # type: ignore[no-any-return]


class RowSeal(_Char):
    """A keyed seal over all other columns of its row, made when the row is added: nobody without the key can change the
    row unnoticed, or add one. That none is missing, only the daily anchor shows (``apps/anchors``)."""

    def __init__(self, **options: Any) -> None:
        chosen: dict[str, Any] = {"max_length": 64, "editable": False, "default": ""}
        super().__init__(**(chosen | options))

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        if add:
            setattr(model_instance, self.attname, row_seal(model_instance))
        return str(getattr(model_instance, self.attname))


def row_seal(row: models.Model) -> str:
    """The seal that a row as it is now gets."""
    return sealing.mark(keys.mark_key("row"), _said(row))


def row_fits(row: Any) -> bool:
    """Whether the row is as it was sealed, with whichever key."""
    return keys.fits("row", row.seal, _said(row))


def _said(row: models.Model) -> bytes:
    words = {name: getattr(row, name) for name in _columns(type(row))}
    body = json.dumps([row._meta.db_table, words], sort_keys=True, ensure_ascii=False, default=_moment)
    return body.encode()


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    fields = model._meta.concrete_fields
    return tuple(field.attname for field in fields if not (field.primary_key or isinstance(field, RowSeal)))


def _moment(value: object) -> str:
    """The same whatever zone it is written in."""
    if isinstance(value, datetime):
        return f"{value.timestamp():.6f}"
    raise TypeError(f"{type(value).__name__} cannot be sealed")
