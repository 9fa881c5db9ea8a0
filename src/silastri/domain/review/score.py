"""How a measurement is scored: an item as it should be counts 100, partly 50, not at all 0; what does not apply counts
for nothing. A component is the mean of its items, the service the mean of its components."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from silastri.domain.measures.share import precise

MARKS = {"fits": "Sesuai", "partly": "Sebagian", "not": "Tidak", "na": "Tidak relevan"}
WORTH = {"fits": 100, "partly": 50, "not": 0}  # in percent
LOW = frozenset({"partly", "not"})  # what asks for an improvement


@dataclass(frozen=True)
class Score:
    """In percent with one digit; None where nothing counts. ``left`` is how many items nobody has judged yet."""

    overall: Decimal | None
    components: dict[str, Decimal | None]
    left: int


def score(marked: Iterable[tuple[str, str]]) -> Score:
    """Of pairs of component and mark; an empty mark is one that is not given yet."""
    by_component: dict[str, list[int]] = {}
    left = 0
    for component, mark in marked:
        worth = by_component.setdefault(component, [])
        left += not mark
        if mark in WORTH:
            worth.append(WORTH[mark])
    means = {key: Fraction(sum(worth), len(worth)) if worth else None for key, worth in by_component.items()}
    known = [mean for mean in means.values() if mean is not None]
    overall = sum(known, Fraction(0)) / len(known) if known else None
    return Score(_percent(overall), {key: _percent(mean) for key, mean in means.items()}, left)


def _percent(value: Fraction | None) -> Decimal | None:
    return None if value is None else precise(value, 100)


def read_again(kept: str | None) -> Decimal | None:
    """A score as an approved measurement keeps it."""
    return Decimal(kept) if kept else None
