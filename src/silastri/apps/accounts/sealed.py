"""Columns whose content is stored encrypted."""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from silastri.domain import sealing

if TYPE_CHECKING:
    _Text = models.BinaryField[str | None, str | None]
    _Json = models.BinaryField[Any, Any]
else:
    _Text = _Json = models.BinaryField


class SealedText(_Text):
    """Text, encrypted with the installation's data key. To search by it, store ``index_of`` beside it."""

    def get_prep_value(self, value: str | None) -> Any:
        return None if value is None else sealing.seal(settings.DATA_KEY, value.encode())

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else sealing.unseal(settings.DATA_KEY, bytes(value)).decode()

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


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
