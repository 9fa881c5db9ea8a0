"""``silastri ikm``: the satisfaction index of a CSV file, as JSON. It needs no database.

Indexes have exactly two decimals and means (``nrr``, ``skm``) exactly four, as JSON numbers; what nobody answered is
null. Exit code 2, with one sentence on standard error, where the file cannot be used.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from silastri.domain import number
from silastri.domain.refusal import NotFit
from silastri.domain.satisfaction.answer_file import Found, read
from silastri.domain.satisfaction.index import ELEMENTS, Graded, Sums, graded, rounded
from silastri.domain.satisfaction.sample_size import needed

_LONGEST = 100_000  # bytes of a line: a file without line ends must not fill the memory


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise NotFit("Tulis: silastri ikm BERKAS.csv, dan bila perlu --dilayani dengan jumlah orang yang dilayani.")


def main(arguments: list[str]) -> int:
    parser = _Parser(prog="silastri ikm", description="Hitung indeks kepuasan (IKM) dari berkas CSV, sebagai JSON.")
    parser.add_argument(
        "file", type=Path, metavar="BERKAS.csv", help="kolom u1 sampai u9, nilai 1 sampai 4 atau kosong"
    )
    parser.add_argument("--dilayani", type=_count, metavar="N", help="berapa orang yang dilayani pada masa itu")
    try:
        given = parser.parse_args(arguments)
        with given.file.open("rb") as file:
            found = read(_lines(file))
    except OSError:
        sys.stderr.write(f"Berkas {given.file} tidak ada atau tidak dapat dibaca.\n")
        return 2
    except NotFit as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    sys.stdout.write(_json(_told(found, given.dilayani)) + "\n")
    return 0


def _count(typed: str) -> int:
    if not number.is_digits(typed):
        raise ValueError
    return number.whole(typed)


def _lines(file: Any) -> Iterator[bytes]:
    """Raises NotFit for a line that is too long."""
    for row, line in enumerate(iter(partial(file.readline, _LONGEST), b""), start=1):
        if len(line) == _LONGEST:
            raise NotFit(f"Baris {row}: baris ini terlalu panjang.")
        yield line


def _told(found: Found, served: int | None) -> dict[str, Any]:
    sums = found.sums
    means = {
        e: Fraction(total, count) for e, count, total in zip(ELEMENTS, sums.counts, sums.totals, strict=True) if count
    }
    whole = graded(sum(means.values(), Fraction(0)) / len(ELEMENTS)) if len(means) == len(ELEMENTS) else None
    return {
        "n": sums.responses,
        "unsur": {e: _figures("nrr", graded(means[e]) if e in means else None) for e in ELEMENTS},
        **_figures("skm", whole),
        "peringatan": list(_warnings(found, served)),
    }


def _figures(name: str, one: Graded | None) -> dict[str, Any]:
    if one is None:
        return {name: None, "ikm": None, "mutu": None}
    return {name: rounded(one.mean, 4), "ikm": one.index, "mutu": one.grade}


def _warnings(found: Found, served: int | None) -> Iterator[str]:
    sums = found.sums
    if not sums.responses:
        yield "Belum ada jawaban."
    if found.empty_rows:
        yield f"{found.empty_rows} baris tanpa satu nilai pun tidak dihitung."
    yield from _missing(sums)
    if served is None:
        return
    if sums.responses > served:
        yield f"Jawaban ({sums.responses}) lebih banyak daripada yang dilayani ({served})."
    elif sums.responses < needed(served):
        yield f"Jawaban terlalu sedikit: dari {served} yang dilayani perlu {needed(served)}, baru ada {sums.responses}."


def _missing(sums: Sums) -> Iterator[str]:
    if not sums.responses:
        return
    for element, count in zip(ELEMENTS, sums.counts, strict=True):
        if not count:
            yield f"Unsur {element} tidak punya jawaban, jadi IKM tidak dapat dihitung."
        elif count < sums.responses:
            yield f"Unsur {element} tidak dijawab oleh {sums.responses - count} dari {sums.responses} orang."


def _json(value: Any, indent: str = "") -> str:
    """Like json.dumps, but a Decimal keeps the decimals that it has: 85.00."""
    if isinstance(value, dict) and value:
        inner = (f"{indent}  {json.dumps(key)}: {_json(one, indent + '  ')}" for key, one in value.items())
        return "{\n" + ",\n".join(inner) + f"\n{indent}}}"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
