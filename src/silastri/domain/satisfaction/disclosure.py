"""Which figures are shown without telling what few people answered.

A figure of one to four answers is not shown. It could still be worked out where all others of a sum are shown, such as
the other services of the same quarter: then the smallest of those is kept back too.
"""

from collections.abc import Iterable, Mapping

from .period import Period

LEAST = 5  # answers, below which a figure is not shown
ALL = None  # the office as a whole, among its services
Cell = tuple[int | None, Period]


def kept_back(counts: Mapping[Cell, int]) -> frozenset[Cell]:
    """The cells that must not be shown, of all periods of a year for each service and for the office as a whole."""
    hidden = {cell for cell, count in counts.items() if 0 < count < LEAST}
    sums = [(whole, parts) for whole, parts in _sums(counts) if parts]
    before = -1
    while before < len(hidden):
        before = len(hidden)
        for whole, parts in sums:
            if (more := _one_more(whole, parts, counts, hidden)) is not None:
                hidden.add(more)
    return frozenset(hidden)


def _sums(counts: Mapping[Cell, int]) -> Iterable[tuple[Cell, list[Cell]]]:
    """Each cell that is a sum of others, with those of them that hold something."""
    rows = {row for row, _ in counts}
    for row, period in counts:
        parts = [(row, part) for part in period.parts]
        yield (row, period), [cell for cell in parts if counts.get(cell)]
        if row is ALL:
            services = [(one, period) for one in rows if one is not ALL]
            yield (row, period), [cell for cell in services if counts.get(cell)]


def _one_more(whole: Cell, parts: list[Cell], counts: Mapping[Cell, int], hidden: set[Cell]) -> Cell | None:
    """What must be kept back too, lest a subtraction tells one that is kept back. The smallest part, or the whole."""
    secret = [part for part in parts if part in hidden]
    safe = len(secret) > 1 and sum(counts[part] for part in secret) >= LEAST
    if bool(secret) == (whole in hidden) or (secret and safe):
        return None
    open_parts = [part for part in parts if part not in hidden]
    smallest = min(open_parts, key=lambda part: (counts[part], part[0] or 0, part[1].number), default=None)
    return smallest or (whole if whole not in hidden else None)


def folded(counts: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """The groups that may be shown, and how many belong to the others, which are never fewer than ``LEAST`` if any."""
    order = sorted((name for name, count in counts.items() if count), key=lambda name: (counts[name], name))
    aside: list[str] = []
    for name in order:
        small = counts[name] < LEAST
        if small or 0 < sum(counts[one] for one in aside) < LEAST or len(aside) == 1:
            aside.append(name)
    return {name: count for name, count in counts.items() if count and name not in aside}, sum(counts[n] for n in aside)
