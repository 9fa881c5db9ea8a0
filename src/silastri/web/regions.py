"""Names of regencies and towns, offered while typing; another name may be typed all the same."""

import csv
from functools import cache
from pathlib import Path


@cache
def regions() -> list[str]:
    with (Path(__file__).parent / "regions.csv").open(newline="") as file:
        return [row["nama"] for row in csv.DictReader(file)]
