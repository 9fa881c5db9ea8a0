"""What a number of cases a year takes: the formula of docs/reference/capacity.md.

.venv/bin/python tools/capacity.py 100000
"""

import math
import sys
from dataclasses import dataclass

# Bytes of a row with its entries in indexes, on PostgreSQL 15, of rows that real acts wrote (docs/reference/capacity.md
# says how they were measured).
CASE, STEP, MESSAGE, LETTER, PERSON = 1533, 346, 656, 660, 926
PAPER, MARK, LOG_LINE = 189 + 306, 133, 182 + 155  # a paper is two rows: the file, and what it was handed in for
# Of a case of nine steps whose people are told of each.
STEPS, MESSAGES, PAPERS, LETTERS, LOG_LINES = 9, 16, 8, 1, 12
LIVE = 1.5  # a table in use beside one that was just filled: room that is free again, and pages of indexes half full
WHOLE_CASE, PHOTO = 2.0, 0.2  # seconds of a core: all pages of a case until its letter, database included; one photo
# Assumed, not measured:
FILE, LETTER_FILE = 300_000, 60_000  # bytes of a paper as it is kept, and of a signed letter
SECONDS_A_YEAR = 250 * 8 * 3600  # in which offices are open
PEAK = 4  # the busiest hour beside the mean one


@dataclass(frozen=True)
class Capacity:
    cases: int
    database: float  # bytes a year
    files: float
    steps: float  # a second, in the busiest hour
    cores: int  # for that hour, database included


def per_case() -> int:
    """Bytes in the database."""
    rows = CASE + STEPS * STEP + MESSAGES * MESSAGE + PAPERS * (PAPER + MARK) + LETTERS * LETTER + PERSON
    return round((rows + LOG_LINES * LOG_LINE) * LIVE)


def capacity(cases: int) -> Capacity:
    a_second = cases / SECONDS_A_YEAR * PEAK
    cores = max(1, math.ceil(a_second * (WHOLE_CASE + PAPERS * PHOTO)))
    files = cases * (PAPERS * FILE + LETTERS * LETTER_FILE)
    return Capacity(cases, cases * per_case(), files, a_second * STEPS, cores)


def row(name: str, found: Capacity) -> str:
    sizes = f"{_bytes(found.database)} | {_bytes(found.files)}"
    return f"| {name} | {found.cases:,} | {sizes} | {found.steps:,.1f} | {found.cores} |"


def _bytes(count: float) -> str:
    return f"{count / 1e12:,.1f} TB" if count >= 1e12 else f"{count / 1e9:,.0f} GB"


PLACES = {"a regency": 97_000, "a province of 27 offices": 2_600_000, "the nation, 514 offices": 50_000_000}

if __name__ == "__main__":
    print(row("asked", capacity(int(sys.argv[1]))))
