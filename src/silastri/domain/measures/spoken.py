"""Lengths of working time, as people say them."""

from collections.abc import Sequence

from silastri.domain.duration import Duration

_HOUR = 60


def length(minutes: float, of_a_day: int) -> str:
    """35 menit; 3 jam 20 menit; 2,5 hari kerja: of working minutes."""
    whole = round(minutes)
    if whole < _HOUR:
        return f"{whole} menit"
    if whole < of_a_day:
        hours, rest = divmod(whole, _HOUR)
        return f"{hours} jam {rest} menit" if rest else f"{hours} jam"
    return f"{_tenths(round(10 * whole / of_a_day))} hari kerja"


def within(minutes: int, of_a_day: int, promise: Duration | None) -> str:
    """The time within which something was done, in whole units of what was promised: 3 hari kerja; 40 menit."""
    whole = max(1, minutes)
    if promise is not None and (promise.in_office_time or promise.by_the_clock) and whole < of_a_day:
        return length(whole, of_a_day)
    return f"{max(1, -(-whole // of_a_day))} hari kerja"


def median(values: Sequence[int]) -> int:
    """That within which half of them lie: of an even number, the lower of both in the middle. Raises IndexError where
    there are none."""
    return sorted(values)[(len(values) - 1) // 2]


def _tenths(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)
