"""The table of the ASVS is true: every number of levels 1 and 2 once, and whatever it names is there."""

import re
from collections import Counter

from tests.architecture.named import ROOT, in_backticks
from tests.architecture.test_requirements import is_test

TEXT = (ROOT / "docs/reference/asvs.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")] for line in TEXT.splitlines() if re.match(r"\| V\d", line)
]
# How many each chapter of the standard has at levels 1 and 2, without those that it has taken back.
_IN_CHAPTER = {1: 38, 2: 53, 3: 18, 4: 9, 5: 30, 6: 13, 7: 12, 8: 15, 9: 7, 10: 5, 11: 8, 12: 15, 13: 13, 14: 23}


def test_every_number_is_there_once() -> None:
    numbers = [row[0] for row in ROWS]
    assert len(numbers) == len(set(numbers))
    assert Counter(int(number[1:].split(".")[0]) for number in numbers) == _IN_CHAPTER


def test_what_is_met_names_what_shows_it() -> None:
    for number, asked, state, where in ROWS:
        named = in_backticks(where)
        assert asked and where, number
        assert state in ("met", "not applicable", "open"), number
        if state == "met":
            assert named, number
        assert [one for one in named if not (is_test(one) if "::" in one else (ROOT / one).exists())] == [], number


def test_the_sums_are_right() -> None:
    states = Counter(row[2] for row in ROWS)
    (told,) = re.findall(r"(\d+) requirements: (\d+) met, (\d+) not applicable, (\d+) open\.", TEXT)
    found = [len(ROWS), *(states[state] for state in ("met", "not applicable", "open"))]
    assert [int(one) for one in told] == found
