"""The index of the office's own questions, such as IPAK. It is never part of the index of the nine elements."""

from collections.abc import Iterable
from fractions import Fraction

from .index import Graded, NoIndex, graded

Counts = tuple[int, int, int, int]  # how many gave the marks 1 to 4
NOBODY: Counts = (0, 0, 0, 0)


def mean(counts: Counts) -> Fraction | None:
    """The mean mark of one question; None where nobody answered it."""
    total = sum(counts)
    return Fraction(sum(mark * count for mark, count in enumerate(counts, start=1)), total) if total else None


def index_of(questions: Iterable[Counts]) -> Graded:
    """The index of a group: each question that was answered weighs the same. Raises NoIndex where none was."""
    means = [found for counts in questions if (found := mean(counts)) is not None]
    if not means:
        raise NoIndex("belum ada jawaban")
    return graded(sum(means, Fraction(0)) / len(means))
