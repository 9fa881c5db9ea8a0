"""The lists as nearly every page shows them: whole, or the one case whose number was asked for. Their SQL is made once
for each shape (docs/why/0006); what they give is what ``lists.py`` gives."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from silastri.apps.statements.made import Figures, Lookup
from silastri.apps.statements.shaped import Shaped

from . import lists
from .lists import Counts, Now, Tasks, Wanted
from .models import Case


@dataclass(frozen=True)
class HandedIn:
    """The cases of those services that were handed in at an office."""

    office: int
    services: Collection[int]


@dataclass(frozen=True)
class Usual:
    """What a list is of, and the one case of it that is wanted, if only one is."""

    of: Tasks | HandedIn
    only: int | None = None

    @property
    def is_empty(self) -> bool:
        of = self.of
        return not (of.posts or (of.signs_for and of.signed_at) if isinstance(of, Tasks) else of.services)


def among(usual: Usual) -> QuerySet[Case]:
    of = usual.of
    cases = lists.tasks(of) if isinstance(of, Tasks) else lists.handed_in(of.office, of.services)
    return cases if usual.only is None else cases.filter(pk=usual.only)


def open_groups(usual: Usual, now: Now) -> list[dict[str, Any]]:
    return lists.added_up([] if usual.is_empty else _kinds(usual, now))


def ended_groups(usual: Usual) -> list[dict[str, Any]]:
    return lists.ended([] if usual.is_empty else _endings(usual))


def first_page(usual: Usual, wanted: Wanted, now: Now, *, by: str, falling: bool, size: int) -> list[Case]:
    """Of a list that is not limited to steps: how many they are would be another shape each time."""
    if usual.is_empty:
        return []
    return _first(usual, replace(wanted, pick=""), now, shape=(wanted.pick, by, falling, size))


def counts(of: Tasks, now: Now) -> Counts:
    """What waits for that officer, in one statement."""
    return Counts(0, 0, 0) if Usual(of).is_empty else Counts(*_pressing(of, now)[0])


_kinds = Shaped(Figures, lambda usual, now: lists.kinds(among(usual), now))
_endings = Shaped(Figures, lambda usual: lists.endings(among(usual)))
_pressing = Shaped(Figures, lists.pressing)


def _page(usual: Usual, wanted: Wanted, now: Now, pick: str, by: str, falling: bool, size: int) -> QuerySet[Case]:
    found = lists.found(among(usual), replace(wanted, pick=pick), now)
    return lists.shown(lists.ordered(found, by, falling=falling), 0, size)


_first = Shaped(Lookup, _page)
