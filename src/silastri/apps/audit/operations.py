"""Writes the log."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import transaction

from silastri.apps.statements.made import insert
from silastri.domain.act import Act

from .models import LogEntry

_AT_ONCE = 200


def log(act: Act, what: str, about: str = "", *, whose: int | None = None, **detail: Any) -> None:
    """Adds a line. ``about`` names the thing, and ``whose`` the person whose data they are; neither it nor the detail
    ever holds a NIK or another private fact."""
    insert([_line(act, what, about, whose, detail)])


def log_all(act: Act, what: str, abouts: Iterable[tuple[str, int | None]]) -> None:
    """A line for each of the things, with the person whose data they are."""
    lines = (_line(act, what, about, whose, {}) for about, whose in abouts)
    with transaction.atomic():
        while some := list(islice(lines, _AT_ONCE)):  # of a long book never all in memory
            LogEntry.objects.bulk_create(some)


def log_people(act: Act, what: str, people: Iterable[int | None], about: str = "") -> None:
    """A line for each of the people whose data stand together in one file or list."""
    log_all(act, what, ((about, person) for person in sorted({person for person in people if person})))


def _line(act: Act, what: str, about: str, whose: int | None, detail: dict[str, Any]) -> LogEntry:
    return LogEntry(
        at=act.at,
        person_id=act.by.person,
        office_id=act.by.office,
        what=what,
        about=about,
        whose_id=whose,
        place=act.place[:45],
        detail=_told(act) | detail,
    )


def _told(act: Act) -> dict[str, Any]:
    """As what somebody acted: as one who watches, or in a post, which he may have left when the log is read."""
    if act.by.watches:
        return {"watches": True}
    return {"post": sorted(act.by.signs)[0]} if act.by.office and act.by.signs else {}
