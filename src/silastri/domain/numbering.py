"""Letter numbers: an office's own pattern, filled with the next number of its register."""

import re
from datetime import date

_TOKEN = re.compile(r"\{(\w+)(?::0?(\d))?\}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TOKENS = ("urut", "tahun", "bulan", "bulan_romawi", "klasifikasi", "kode_unit", "jenis")


class BadPattern(ValueError):
    """The pattern cannot make unambiguous numbers; the message says why."""


def check(pattern: str) -> None:
    """Raises BadPattern unless the pattern has a running number, the year, and only known tokens.

    Without the year the numbers of two years would be alike, since registers start anew on 1 January.
    """
    names = [m[1] for m in _TOKEN.finditer(pattern)]
    if unknown := [n for n in names if n not in TOKENS]:
        raise BadPattern(f"kata {{{unknown[0]}}} tidak dikenal; pakai {', '.join('{' + t + '}' for t in TOKENS)}")
    if names.count("urut") != 1:
        raise BadPattern("pola harus memuat {urut} tepat satu kali")
    if "tahun" not in names:
        raise BadPattern("pola harus memuat {tahun}, sebab nomor urut mulai lagi tiap 1 Januari")


def number(pattern: str, *, sequence: int, on: date, words: dict[str, str]) -> str:
    """Fills the pattern: ``500.16.7.4/{urut:04}/DPMPTSP/{bulan_romawi}/{tahun}``. ``words`` holds the fixed tokens."""
    values = words | {
        "urut": str(sequence),
        "tahun": str(on.year),
        "bulan": f"{on.month:02}",
        "bulan_romawi": _ROMAN[on.month - 1],
    }
    return _TOKEN.sub(lambda m: values.get(m[1], "").rjust(int(m[2] or 1), "0"), pattern)
