"""Writes the log."""

from collections.abc import Iterable
from typing import Any

from silastri.domain.act import Act

from .models import LogEntry


def log(act: Act, what: str, about: str = "", *, whose: int | None = None, **detail: Any) -> None:
    """Adds a line. ``about`` names the thing, and ``whose`` the person whose data they are; neither it nor the detail
    ever holds a NIK or another private fact."""
    _line(act, what, about, whose, detail).save(force_insert=True)


def log_all(act: Act, what: str, abouts: Iterable[tuple[str, int | None]]) -> None:
    """A line for each of the things, with the person whose data they are."""
    LogEntry.objects.bulk_create([_line(act, what, about, whose, {}) for about, whose in abouts], batch_size=200)


def _line(act: Act, what: str, about: str, whose: int | None, detail: dict[str, Any]) -> LogEntry:
    return LogEntry(
        at=act.at,
        person_id=act.by.person,
        office_id=act.by.office,
        what=what,
        about=about,
        whose_id=whose,
        place=act.place[:45],
        detail=detail | {"watches": True} if act.by.watches else detail,
    )
