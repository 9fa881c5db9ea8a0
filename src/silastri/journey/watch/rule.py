"""What every rule is: its words, and how it looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from silastri.apps.offices.models import Office
from silastri.domain.definition.office import Office as Definition
from silastri.domain.worktime import OfficeTime


@dataclass(frozen=True)
class Look:
    """At which office, and at what happened since the look before."""

    office: Office
    definition: Definition
    time: OfficeTime
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Found:
    """What looks odd. ``key`` tells it from all else that the rule finds: found again, it is the same."""

    key: str
    at: datetime
    case_id: int | None = None
    person_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """``words`` says to watchers what it finds; ``tells`` says it of one that was found, from its detail."""

    key: str
    name: str
    words: str
    look: Callable[[Look], Iterable[Found]]
    tells: Callable[[Mapping[str, Any]], str]
    for_head: bool = False  # the head of the office sees it too
