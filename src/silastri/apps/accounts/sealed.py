"""Columns whose content is stored encrypted, and one that seals the row it stands in."""

import json
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from silastri.domain import sealing

if TYPE_CHECKING:
    _Text = models.BinaryField[str | None, str | None]
    _Bytes = models.BinaryField[bytes, bytes]
    _Json = models.BinaryField[Any, Any]
    _Char = models.CharField[str, str]
else:
    _Text = _Bytes = _Json = models.BinaryField
    _Char = models.CharField


class SealedText(_Text):
    """Text, encrypted with the installation's data key. To search by it, store ``index_of`` beside it."""

    def get_prep_value(self, value: str | None) -> Any:
        return None if value is None else sealing.seal(settings.DATA_KEY, value.encode())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else sealing.unseal(settings.DATA_KEY, bytes(value)).decode()

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


class SealedBytes(_Bytes):
    """Bytes as they came, encrypted with the installation's data key."""

    def get_prep_value(self, value: bytes | None) -> Any:
        return None if value is None else sealing.seal(settings.DATA_KEY, value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return None if value is None else sealing.unseal(settings.DATA_KEY, bytes(value))


class SealedJson(_Json):
    """JSON, encrypted with the installation's data key."""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return sealing.seal(settings.DATA_KEY, plain.encode())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        # An outer join brings no row, and so no value.
        return None if value is None else json.loads(sealing.unseal(settings.DATA_KEY, bytes(value)))


def index_of(text: str) -> str:
    """The keyed index by which an encrypted text can be found."""
    return sealing.index(settings.DATA_KEY, text)


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
    """The seal that a row as it is now must have."""
    words = {name: getattr(row, name) for name in _columns(type(row))}
    body = json.dumps([row._meta.db_table, words], sort_keys=True, ensure_ascii=False, default=_moment)
    return sealing.mark(sealing.derived(settings.DATA_KEY, "row"), body.encode())


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    fields = model._meta.concrete_fields
    return tuple(field.attname for field in fields if not (field.primary_key or isinstance(field, RowSeal)))


def _moment(value: object) -> str:
    """The same whatever zone it is written in."""
    if isinstance(value, datetime):
        return f"{value.timestamp():.6f}"
    raise TypeError(f"{type(value).__name__} cannot be sealed")
