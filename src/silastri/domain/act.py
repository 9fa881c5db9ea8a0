"""Who does something, when, and from where: the first argument of every act."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Via = Literal["web", "counter", "job", "command"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as he acts now: an officer speaks for one office and the posts he holds there.

    ``posts`` maps each post he holds to how it is printed: "" for the holder himself, else "Plt.", "Plh." or "Pj.";
    ``signs_for`` those in whose name he only signs to "a.n." or "u.b.".
    """

    person: int | None
    name: str
    office: int | None = None
    posts: dict[str, str] = field(default_factory=dict)
    signs_for: dict[str, str] = field(default_factory=dict)

    @property
    def signs(self) -> dict[str, str]:
        """The posts for which he may sign."""
        return self.signs_for | self.posts


SYSTEM = Actor(person=None, name="SILASTRI")


@dataclass(frozen=True, slots=True)
class Act:
    """One doing. ``at`` is an aware moment; nobody below web and jobs reads the clock."""

    by: Actor
    at: datetime
    via: Via
