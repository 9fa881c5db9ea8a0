"""Who does something, when, and from where. Every act takes this as its first argument."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Via = Literal["web", "counter", "job", "command"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the posts that they hold now. An officer acts for one office.

    ``posts`` maps each post of the officer to its printed prefix: "" for the holder, else "Plt.", "Plh." or "Pj.";
    ``signs_for`` maps each post in whose name the officer may only sign to "a.n." or "u.b.".
    """

    person: int | None
    name: str
    office: int | None = None
    posts: dict[str, str] = field(default_factory=dict)
    signs_for: dict[str, str] = field(default_factory=dict)
    watches: bool = False  # over an office that is not theirs: reads as all its posts do, and changes nothing

    @property
    def signs(self) -> dict[str, str]:
        """The posts for which this person may sign."""
        return self.signs_for | self.posts


SYSTEM = Actor(person=None, name="SILASTRI")


@dataclass(frozen=True, slots=True)
class Act:
    """One request to do something. ``at`` is an aware moment; below web and jobs nobody reads the clock. ``place`` is
    the network address that it came from; empty for what nobody asked over a network."""

    by: Actor
    at: datetime
    via: Via
    place: str = ""
