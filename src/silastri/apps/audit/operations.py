"""Writes the log."""

from typing import Any

from silastri.domain.act import Act

from .models import LogEntry


def log(act: Act, what: str, about: str = "", **detail: Any) -> None:
    """Adds a line. ``about`` names the thing; it is never a NIK or another private fact."""
    LogEntry.objects.create(
        at=act.at, person_id=act.by.person, office_id=act.by.office, what=what, about=about, detail=detail
    )
