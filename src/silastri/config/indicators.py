"""Reads the indicators of assessments."""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from silastri.domain.reporting.assessment import Dimension, Indicator, Instrument

SHIPPED = Path(__file__).with_name("indicators.yaml")


def read(path: Path) -> tuple[Instrument, ...]:
    """Raises ImproperlyConfigured, with the number of the assessment that does not fit."""
    try:
        rows = YAML(typ="safe").load(path.read_text())
    except (OSError, YAMLError) as error:
        raise ImproperlyConfigured(f"SILASTRI_INDICATORS: {path} cannot be read: {error}") from None
    if not isinstance(rows, list):
        raise ImproperlyConfigured(f"SILASTRI_INDICATORS: {path} must be a list of assessments")
    return tuple(_instrument(number, row) for number, row in enumerate(rows, 1))


def _instrument(number: int, row: Any) -> Instrument:
    try:
        if type(row["sejak"]) is not date:
            raise ValueError
        dimensions = tuple(_dimension(one) for one in row["dimensi"])
        key, name, basis = (str(row[one]) for one in ("kunci", "nama", "dasar"))
        found = Instrument(key, name, basis, row["sejak"], dimensions, str(row.get("perlu_dipastikan") or ""))
        keys = [one.key for one in found.indicators]
        if len(set(keys)) < len(keys):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
        raise ImproperlyConfigured(
            f"SILASTRI_INDICATORS: assessment {number} needs kunci, nama, dasar, sejak (a day) and dimensi, each with"
            " nama and indikator, whose kunci differ"
        ) from None
    return found


def _dimension(row: Any) -> Dimension:
    indicators = tuple(
        Indicator(str(one["kunci"]), str(one["teks"]), tuple(map(str, one.get("bukti") or ())))
        for one in row["indikator"]
    )
    weight = row.get("bobot")
    return Dimension(str(row["nama"]), indicators, None if weight is None else Decimal(str(weight)))
