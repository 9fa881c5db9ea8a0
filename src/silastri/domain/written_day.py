"""Reads a day as browsers send it or as people write it."""

import re
from datetime import date

from .definition.letter_text import MONTHS

EXAMPLE = "Contoh: 31-12-2026"
_PARTS = re.compile(r"([^-/. ]*)[-/. ]([^-/. ]*)[-/. ]([^-/. ]*)")

_DIGITS = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)", re.ASCII)


def day(text: str) -> date:
    """Reads 2026-11-20, 20-11-2026, 20/11/2026 or 20112026: some telephones type digits alone. Raises ValueError."""
    match = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text, re.ASCII) or _DIGITS.fullmatch(text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)


def joined(parts: tuple[str, str, str]) -> str:
    """Day, month and year that were typed apart, in one: 2026-11-20. What is no day stays as typed: 31-2-2026."""
    typed = "-".join(re.sub(r"[-/. ]", "", part)[:10] for part in parts)
    try:
        return day(typed).isoformat()
    except ValueError:
        return "" if typed == "--" else typed


def parts(text: str) -> tuple[str, str, str]:
    """The day, the month and the year of what ``joined`` made, or of a day that somebody wrote as one."""
    try:
        found = day(text)
    except ValueError:
        match = _PARTS.fullmatch(text)
        return (match[1], match[2], match[3]) if match else (text, "", "")
    return str(found.day), str(found.month), str(found.year)


def kept(text: str) -> str:
    """A day that was typed as one, as answers keep it: 2026-11-20. What is no day stays as typed."""
    try:
        return day(text.strip()).isoformat()
    except ValueError:
        return text


def in_figures(text: str) -> str:
    """A day as its field shows it: 20-11-2026. What is no day stays as typed."""
    try:
        return f"{day(text):%d-%m-%Y}"
    except ValueError:
        return text


def why_wrong(text: str) -> str:
    """A sentence for who typed a day that there is not."""
    typed, month, year = parts(text)
    if not (typed and month and year):
        return "Isi tanggal, bulan, dan tahunnya. Contoh: 17 8 1945."
    if not all(re.fullmatch(r"\d+", part, re.ASCII) for part in (typed, month, year)):
        return "Tulis tanggal, bulan, dan tahun dengan angka. Contoh: 17 8 1945."
    if not 1 <= int(month) <= 12:
        return f"Bulan {int(month)} tidak ada. Isi bulan 1 sampai 12."
    if len(year) != 4:
        return "Tulis tahun dengan 4 angka. Contoh: 1945."
    return f"Tanggal {int(typed)} {MONTHS[int(month) - 1]} {year} tidak ada. Periksa lagi."
