"""Names of regencies and towns, suggested while typing; other names are accepted too."""

import csv
from functools import cache
from pathlib import Path


@cache
def regions() -> list[str]:
    with (Path(__file__).parent / "regions.csv").open(newline="") as file:
        return [row["nama"] for row in csv.DictReader(file)]
