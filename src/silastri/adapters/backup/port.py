"""What a store of backups does: it keeps states of a home, each whole, encrypted with a key of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


class NotDone(Exception):
    """It could not be done; says why, in words for the operator. What was kept before is as it was."""


class NoStore(NotDone):
    """There are no backups at that place."""


class WrongKey(NotDone):
    """The backups there were made with another key."""


class Damaged(NotDone):
    """Something there is not as it was written; says what."""


@dataclass(frozen=True, slots=True)
class State:
    """One backup."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What one backup took."""

    name: str
    size: int  # bytes of the whole
    added: int  # bytes that were new to the store


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups stay: the last of each of so many days, weeks and months."""

    days: int
    weeks: int
    months: int


class Place(Protocol):
    """One place, with its key. Every method raises NotDone or what is under it."""

    def begin(self) -> None:
        """Makes the store where there is none."""
        ...

    def keep(self, home: Path, paths: Sequence[str], without: Sequence[str]) -> Kept:
        """Keeps those paths, relative to the home. Only what is new is written; the state is there once it is whole."""
        ...

    def states(self, name: str = "") -> list[State]:
        """The latest first; or the one of that name, also where another cannot be read."""
        ...

    def read(self, state: State, path: str) -> bytes: ...

    def restore(self, state: State, to: Path) -> None: ...

    def check(self, *, whole: bool) -> None:
        """Whether the store is sound; ``whole`` reads every byte of it."""
        ...

    def thin(self, keep: Keep) -> None:
        """Removes the states that need not stay, and what only they used."""
        ...


class Store(Protocol):
    def at(self, target: str, key: str) -> Place: ...
