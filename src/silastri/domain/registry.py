"""Reads one row of a social registry's export (DTKS, DTSEN) strictly, without guessing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from pydantic import Field

from . import identity, number
from .definition.words import Sentence, Words

PROGRAMMES = ("pkh", "bpnt", "pbi_jkn")
COLUMNS = ("nik", "kk", "nama", "alamat", "desil", *PROGRAMMES, "pbi_nonaktif_sejak", "keterangan")
_NEEDED = ("nik", "kk", "nama")
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
    """Reads a row; ``cells`` are under our names. Raises BadRow."""
    for name in ("nik", "kk"):
        if isinstance(cells[name], int | float) or "E+" in str(cells[name]).upper():
            raise BadRow(f"{name.upper()} sudah dibulatkan oleh pengolah angka: {cells[name]}")
    try:
        nik = _nik(str(cells["nik"]).strip(), today)
        kk = identity.family_card(str(cells["kk"]).strip())
    except identity.NotAnIdentity as error:
        raise BadRow(str(error)) from None
    name = " ".join(str(cells["nama"]).split())
    if not name or len(name) > 100:
        raise BadRow("nama kosong atau lebih dari 100 huruf")
    if "\ufffd" in name:
        raise BadRow("nama memuat huruf yang tidak terbaca")
    return Row(nik, kk, name, _rest(cells))


def _nik(text: str, today: date) -> str:
    return identity.nik(text, today).digits


def _rest(cells: Mapping[str, Any]) -> dict[str, Any]:
    rest: dict[str, Any] = {}
    for name, cell in cells.items():
        if name in _NEEDED:
            continue
        text = str(cell).strip()
        if name == "desil":
            rest[name] = _desil(text)
        elif name in PROGRAMMES:
            rest[name] = _yes_no(name, text)
        elif name == "pbi_nonaktif_sejak":
            rest[name] = _day(text)
        else:
            rest[name] = text[:300]
    return rest


def _desil(text: str) -> int:
    if text in ("", "-"):
        return 0
    try:
        desil = number.whole(text.removesuffix(".0"))  # as a spreadsheet writes a whole number
    except number.NotANumber:
        desil = 0
    if not 1 <= desil <= 10:
        raise BadRow(f"desil bukan 1 sampai 10: {text}")
    return desil


def _yes_no(name: str, text: str) -> bool:
    folded = text.lower()
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
            return datetime.strptime(text[:10], shape).date().isoformat()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    raise BadRow(f"tanggal tidak terbaca: {text}")


def name_key(name: str) -> str:
    """The name in the form for searching: capitals, no signs, single spaces."""
    return re.sub(r"[^A-Z0-9 ]+", "", " ".join(name.upper().split()))[:100]


def looks_rounded(numbers: list[str]) -> bool:
    """Whether a spreadsheet has rounded the column: it keeps fifteen of sixteen digits and makes the last one zero."""
    return len(numbers) >= 20 and sum(number.endswith("0") for number in numbers) > len(numbers) // 2
