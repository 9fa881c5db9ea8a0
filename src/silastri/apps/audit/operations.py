"""Writes the log."""

from typing import Any

from silastri.domain.act import Act

from .models import LogEntry


def log(act: Act, what: str, about: str = "", *, whose: int | None = None, **detail: Any) -> None:
    """Adds a line. ``about`` names the thing, and ``whose`` the person whose data they are; neither it nor the detail
    ever holds a NIK or another private fact."""
    LogEntry.objects.create(
        at=act.at,
        person_id=act.by.person,
        office_id=act.by.office,
        what=what,
        about=about,
        whose_id=whose,
        place=act.place[:45],
        detail=detail,
    )
