"""Letter numbers: the office's pattern, filled with the next number of its register."""

import re
from datetime import date

_TOKEN = re.compile(r"\{(\w+)(?::0?([1-9]))?\}")
_TOUCHED = re.compile(r"[\d}]\{urut|\{urut[^}]*\}[\d{]")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_OPEN = "...."  # left open to be written by hand
TOKENS = ("urut", "tahun", "bulan", "bulan_romawi", "klasifikasi", "kode_unit", "jenis")


class BadPattern(ValueError):
    """The pattern cannot make unambiguous numbers; the message says why."""


def tokens(pattern: str) -> list[str]:
    """The tokens of the pattern, in their order."""
    return [m[1] for m in _TOKEN.finditer(pattern)]


def check(pattern: str, *, yearless: bool = False) -> None:
    """Raises BadPattern unless the pattern has a running number that stands by itself, the year, and only known tokens.

    Registers start again at 1 every year, so without the year two letters would have the same number. An office that
    wants that says so (``yearless``); its letters are then told apart by their dates.
    """
    names = tokens(pattern)
    if set("{}") & set(_TOKEN.sub("", pattern)):
        raise BadPattern("kurung kurawal salah tulis; contoh yang benar: {urut:04}/{tahun}")
    if unknown := [n for n in names if n not in TOKENS]:
        raise BadPattern(f"kata {{{unknown[0]}}} tidak dikenal; pakai {', '.join('{' + t + '}' for t in TOKENS)}")
    if names.count("urut") != 1:
        raise BadPattern("pola harus memuat {urut} tepat satu kali")
    if _TOUCHED.search(pattern):
        raise BadPattern("pisahkan {urut} dari angka dan kata lain, misalnya dengan garis miring")
    if "tahun" not in names and not yearless:
        raise BadPattern(
            "pola harus memuat {tahun}, sebab nomor urut mulai lagi tiap 1 Januari; "
            "bila memang begitu di kantor Anda, tulis 'tanpa_tahun: ya'"
        )
    if "tahun" in names and yearless:
        raise BadPattern("pola memuat {tahun}; hapus 'tanpa_tahun'")


def number(pattern: str, *, sequence: int, on: date, words: dict[str, str]) -> str:
    """Fills the pattern: ``500.16.7.4/{urut:04}/DPMPTSP/{bulan_romawi}/{tahun}``. ``words`` holds the fixed tokens."""
    values = words | {
        "urut": str(sequence),
        "tahun": str(on.year),
        "bulan": f"{on.month:02}",
        "bulan_romawi": _ROMAN[on.month - 1],
    }
    return _fill(pattern, values)


def outline(pattern: str, *, sequence: int, year: int, words: dict[str, str]) -> str:
    """The number before it is drawn, with what is not known yet left open."""
    known = {name: word for name, word in words.items() if word}
    return _fill(pattern, known | {"urut": str(sequence), "tahun": str(year)})


def _fill(pattern: str, values: dict[str, str]) -> str:
    return _TOKEN.sub(lambda m: values.get(m[1], _OPEN).rjust(int(m[2] or 1), "0"), pattern)
