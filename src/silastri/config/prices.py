"""Reads the prices of messages."""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from silastri.domain.outbox.prices import Price

SHIPPED = Path(__file__).with_name("prices.yaml")


def read(path: Path) -> tuple[Price, ...]:
    """Raises ImproperlyConfigured, with the number of the line that does not fit."""
    try:
        rows = YAML(typ="safe").load(path.read_text())
    except (OSError, YAMLError) as error:
        raise ImproperlyConfigured(f"SILASTRI_PRICES: {path} cannot be read: {error}") from None
    if not isinstance(rows, list):
        raise ImproperlyConfigured(f"SILASTRI_PRICES: {path} must be a list of prices")
    return tuple(_price(number, row) for number, row in enumerate(rows, 1))


def _price(number: int, row: Any) -> Price:
    try:
        since, rupiah = row["sejak"], Decimal(str(row["rupiah"]))
        free = int(row.get("gratis_sebulan", 0))
        if type(since) is not date or not rupiah.is_finite() or rupiah < 0 or free < 0:
            raise ValueError
        return Price(str(row["saluran"]), str(row["golongan"]), since, rupiah, free)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
        raise ImproperlyConfigured(
            f"SILASTRI_PRICES: price {number} needs saluran, golongan, sejak (a day) and rupiah, not {row!r}"
        ) from None
