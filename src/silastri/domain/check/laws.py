"""Finds laws that are no longer in force. Only a warning: the office corrects it when it next reviews its standard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding

from .texts import texts


@dataclass(frozen=True)
class Law:
    kind: str
    number: int
    year: int
    since: date  # not in force any more from that day
    now: str


_LAWS = (
    Law("uu", 11, 2020, date(2022, 12, 30), "Undang-Undang Nomor 6 Tahun 2023 (Cipta Kerja)"),
    Law("uu", 36, 2014, date(2023, 8, 8), "Undang-Undang Nomor 17 Tahun 2023 (Kesehatan)"),
    Law("pp", 5, 2021, date(2025, 6, 5), "Peraturan Pemerintah Nomor 28 Tahun 2025"),
    Law("permenpan", 16, 2014, date(2017, 5, 12), "Peraturan Menteri PANRB Nomor 14 Tahun 2017 (SKM)"),
    Law("permenpan", 13, 2009, date(2014, 7, 11), "Peraturan Menteri PANRB Nomor 15 Tahun 2014"),
    Law("permensos", 3, 2021, date(2025, 5, 20), "Peraturan Menteri Sosial Nomor 3 Tahun 2025 (DTSEN)"),
    Law("permensos", 21, 2019, date(2026, 2, 1), "Peraturan Menteri Sosial Nomor 3 Tahun 2026 (PBI Jaminan Kesehatan)"),
    Law("permendagri", 54, 2009, date(2023, 1, 18), "Peraturan Menteri Dalam Negeri Nomor 1 Tahun 2023 (tata naskah)"),
    Law("permenkes", 22, 2013, date(2024, 7, 26), "Peraturan Pemerintah Nomor 28 Tahun 2024 (Kesehatan)"),
)

_KINDS = (
    ("permenpan", r"permenpan(?:[ -]?rb)?|peraturan\s+men(?:teri\s+)?(?:pan|pendayagunaan)[^0-9]{0,80}?"),
    ("permensos", r"permensos|peraturan\s+menteri\s+sosial(?:\s+ri)?"),
    ("permendagri", r"permendagri|peraturan\s+menteri\s+dalam\s+negeri"),
    ("permenkes", r"permenkes|peraturan\s+menteri\s+kesehatan"),
    ("pp", r"pp|peraturan\s+pemerintah"),
    ("uu", r"uu|undang-undang"),
)
_CITED = tuple(
    (kind, re.compile(rf"\b(?:{words})\s*(?:nomor|no)?\.?\s*(\d+)\s*(?:tahun\s*|/)\s*(\d{{4}})", re.IGNORECASE))
    for kind, words in _KINDS
)


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    enacted = definition.standard.enacted.on if definition.standard.enacted else definition.standard.effective
    for source in (reading.standard, reading.sop):
        for path, text in texts(source):
            if path[:1] == ("dasar_hukum",):
                for law in cited(text):
                    yield source.finding(path, *_said(law, enacted), mild=True)


def cited(text: str) -> list[Law]:
    """The laws in a sentence that are no longer in force."""
    named = {(kind, int(m[1]), int(m[2])) for kind, pattern in _CITED for m in pattern.finditer(text)}
    return [law for law in _LAWS if (law.kind, law.number, law.year) in named]


def _said(law: Law, enacted: date) -> tuple[str, str]:
    if law.since <= enacted:
        return "mengutip peraturan yang sudah tidak berlaku ketika standar ditetapkan", f"ganti dengan {law.now}"
    return f"mengutip peraturan yang tidak berlaku lagi sejak {law.since.year}", f"perbarui menjadi {law.now}"
