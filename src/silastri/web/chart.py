"""A chart of bars: what is measured, each value in words, and how long its bar is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Bar:
    label: str
    said: str  # the value in words, with its unit
    percent: int  # of the longest bar


@dataclass(frozen=True)
class Chart:
    title: str
    of: str  # what each bar stands for
    measure: str  # what its length says
    bars: tuple[Bar, ...]


def chart(title: str, of: str, measure: str, rows: Iterable[tuple[str, Decimal | int, str]]) -> Chart:
    """``rows``: label, value, and the value in words. No value is negative; what is not nothing can be seen."""
    found = list(rows)
    longest = max((value for _, value, _ in found), default=0)
    bars = (Bar(label, said, _percent(value, longest)) for label, value, said in found)
    return Chart(title, of, measure, tuple(bars))


def _percent(value: Decimal | int, longest: Decimal | int) -> int:
    return max(1, round(100 * value / longest)) if value and longest else 0
