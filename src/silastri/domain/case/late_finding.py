"""A return to the applicant that a clock could be gamed by: it names what could be seen at an earlier return, or it
comes on the last day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from silastri.domain.worktime import OfficeTime


@dataclass(frozen=True, slots=True)
class Return:
    """One return to the applicant: the row of the control card, and what was marked right (True) or wrong there."""

    turn: int
    marks: Mapping[str, bool]


def seen_before(
    turn: int, wrong: Iterable[str], earlier: Sequence[Return], handed_in: Mapping[str, Sequence[int]]
) -> dict[str, int]:
    """Which of the requirements that are wrong at ``turn`` could be seen at an earlier return: the document was there,
    has not changed since, and was marked right or not at all. With the turn of the first such return.

    ``handed_in`` tells at which turns the documents of a requirement came: as many rows as the control card had then.
    """
    found: dict[str, int] = {}
    for key in wrong:
        came = [at for at in handed_in.get(key, ()) if at < turn]
        for one in sorted(earlier, key=lambda one: one.turn):
            was_there = any(at < one.turn for at in came)
            is_unchanged = not any(at >= one.turn for at in came)
            if one.turn < turn and was_there and is_unchanged and one.marks.get(key, True):
                found[key] = one.turn
                break
    return found


def on_last_day(time: OfficeTime, *, since: datetime | None, at: datetime, due_at: datetime | None) -> bool:
    """Whether a moment is on the last day of a time, or after it. A time that began on its last day has no other."""
    if since is None or due_at is None:
        return False
    return time.day(since) < time.day(due_at) <= time.day(at)
