"""Reads one row of a social registry's export (DTKS, DTSEN) strictly, without guessing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from pydantic import Field

from . import identity, number, visible
from .definition.words import Sentence, Words

PROGRAMMES = ("pkh", "bpnt", "pbi_jkn")
COLUMNS = ("nik", "kk", "nama", "alamat", "desil", *PROGRAMMES, "pbi_nonaktif_sejak", "keterangan")
_NEEDED = ("nik", "kk", "nama")
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")  # behind a day that a spreadsheet keeps as a moment
_YES, _NO = {"ya", "y", "1", "true", "aktif"}, {"", "tidak", "t", "0", "false", "-", "nonaktif"}


class BadRow(ValueError):
    """The row cannot be imported; the message says why."""


class Columns(Words):
    """Which column of the export holds which value (``--map``)."""

    columns: dict[str, str] = Field(alias="kolom")
    period: Sentence = Field(alias="periode")
    source: Sentence = Field(alias="sumber")


@dataclass(frozen=True, slots=True)
class Row:
    nik: str
    kk: str
    name: str
    rest: dict[str, Any]


def missing(columns: Columns) -> list[str]:
    """The columns that every mapping must name and this one does not."""
    return [name for name in _NEEDED if name not in columns.columns]


def unknown(columns: Columns) -> list[str]:
    return [name for name in columns.columns if name not in COLUMNS]


def read(cells: Mapping[str, Any], today: date) -> Row:
    """Reads a row; ``cells`` are under our names, a text or what a spreadsheet knows: number, day, yes or no.

    Raises BadRow.
    """
    for name in ("nik", "kk"):
        if isinstance(cells[name], int | float) or "E+" in str(cells[name]).upper():
            raise BadRow(f"{name.upper()} sudah dibulatkan oleh pengolah angka: {cells[name]}")
    try:
        nik = identity.nik(_text("nik", cells["nik"]), today).digits
        kk = identity.family_card(_text("kk", cells["kk"]))
    except identity.NotAnIdentity as error:
        raise BadRow(str(error)) from None
    name = " ".join(_text("nama", cells["nama"]).split())
    if not name or len(name) > 100:
        raise BadRow("nama kosong atau lebih dari 100 huruf")
    return Row(nik, kk, name, {key: _value(key, cell) for key, cell in cells.items() if key not in _NEEDED})


def _text(name: str, cell: Any) -> str:
    """The cell as the eye sees it; a whole number stands without the fraction that spreadsheets keep (12, not 12.0)."""
    if isinstance(cell, float):
        return number.written(cell)
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    text = visible.seen(str(cell))
    if "\ufffd" in text:
        raise BadRow(f"{name} memuat huruf yang tidak terbaca")
    return text


def _value(name: str, cell: Any) -> Any:
    text = _text(name, cell)
    if name == "desil":
        return _desil(visible.seen_number(text))
    if name in PROGRAMMES:
        return _yes_no(name, visible.seen_number(text))
    if name == "pbi_nonaktif_sejak":
        return _day(visible.seen_number(text))
    if len(text) > 300:
        raise BadRow(f"{name} lebih dari 300 huruf")
    return text


def _desil(text: str) -> int:
    if text in ("", "-"):
        return 0
    try:
        desil = number.whole(text.removesuffix(".0"))  # as a program writes a whole number into CSV
    except number.NotANumber:
        desil = 0
    if not 1 <= desil <= 10:
        raise BadRow(f"desil bukan 1 sampai 10: {text}")
    return desil


def _yes_no(name: str, text: str) -> bool:
    folded = text.lower().removesuffix(".0")
    if folded not in _YES | _NO:
        raise BadRow(f"{name} bukan ya atau tidak: {text}")
    return folded in _YES


@lru_cache(maxsize=4096)
def _day(text: str) -> str:
    """A day as ISO text; "" for an empty cell."""
    if text in ("", "-"):
        return ""
    for shape in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(_MIDNIGHT.sub("", text), shape).date().isoformat()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    raise BadRow(f"tanggal tidak terbaca: {text}")


def name_key(name: str) -> str:
    """The name in the form for searching: capitals, no signs, single spaces."""
    return re.sub(r"[^A-Z0-9 ]+", "", " ".join(name.upper().split()))[:100]


def looks_rounded(numbers: list[str]) -> bool:
    """Whether a spreadsheet has rounded the column: it keeps fifteen of sixteen digits and makes the last one zero."""
    return len(numbers) >= 20 and sum(number.endswith("0") for number in numbers) > len(numbers) // 2
