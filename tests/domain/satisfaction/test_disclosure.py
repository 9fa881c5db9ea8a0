"""Few answers are not told, and not by subtraction either."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silastri.domain.satisfaction.disclosure import ALL, LEAST, Cell, folded, kept_back
from silastri.domain.satisfaction.period import Period, of_key, of_year

YEAR = 2026


def table(services: list[list[int]]) -> dict[Cell, int]:
    """Of the answers of each service in each quarter."""
    counts: dict[Cell, int] = {}
    for period in of_year(YEAR):
        for n, by_quarter in enumerate(services, start=1):
            counts[n, period] = sum(by_quarter[quarter.number - 1] for quarter in period.quarters)
        counts[ALL, period] = sum(counts[n, period] for n in range(1, len(services) + 1))
    return counts


def worked_out(counts: dict[Cell, int], hidden: frozenset[Cell]) -> set[Cell]:
    """What a reader finds of the hidden cells by subtracting within one sum, again and again."""
    known = {cell for cell in counts if cell not in hidden}
    rows = {row for row, _ in counts} - {ALL}
    sums = [[(row, period), *((row, part) for part in period.parts)] for row, period in counts if period.parts] + [
        [(ALL, period), *((row, period) for row in rows)] for period in of_year(YEAR)
    ]
    before = -1
    while before < len(known):
        before = len(known)
        for cells in sums:
            unknown = [cell for cell in cells if cell not in known]
            if len(unknown) == 1:
                known.add(unknown[0])
    return known & hidden


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=1, max_size=5))
def test_no_small_figure_is_shown_or_found_by_subtraction(services: list[list[int]]) -> None:
    counts = table(services)
    hidden = kept_back(counts)
    assert all(cell in hidden for cell, count in counts.items() if 0 < count < LEAST)
    assert not worked_out(counts, hidden)


def test_what_many_answered_stays() -> None:
    assert kept_back(table([[40, 50, 60, 70], [20, 30, 40, 50]])) == frozenset()


def test_a_small_quarter_keeps_back_its_neighbours() -> None:
    hidden = kept_back(table([[3, 50, 60, 70], [20, 30, 40, 50], [90, 90, 90, 90]]))
    first, second = Period(YEAR, "t", 1), Period(YEAR, "t", 2)
    assert hidden == {(1, first), (1, second), (2, first), (2, second)}


def test_small_groups_are_told_together() -> None:
    assert folded({"S1": 20, "S2": 3, "S3": 2, "SMA": 40}) == ({"S1": 20, "SMA": 40}, 5)
    assert folded({"L": 30, "P": 2}) == ({}, 32)
    assert folded({"S1": 20, "S2": 3, "SMA": 40}) == ({"SMA": 40}, 23)
    assert folded({"L": 30, "P": 20, "": 0}) == ({"L": 30, "P": 20}, 0)


def test_periods_by_their_keys() -> None:
    for period in of_year(YEAR):
        assert of_key(period.key) == period
        assert sum((q.until - q.since).days + 1 for q in period.quarters) == (period.until - period.since).days + 1
    assert [one.name for one in of_year(YEAR)][:4] == [
        "Tahun 2026",
        "Semester 1 2026",
        "Semester 2 2026",
        "Triwulan 1 2026",
    ]
    for key in ("", "2026-s3", "2026-t5", "2026-t0", "0026", "26", "2026-", "2026-x1", "２０２６", "2026\n"):
        assert of_key(key) is None, key
