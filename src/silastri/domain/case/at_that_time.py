"""At which of its steps a case was on a day."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar


class Passed(Protocol):
    """A step that a case was at, from when to when."""

    arrived_at: datetime
    left_at: datetime


P = TypeVar("P", bound=Passed)


def at_that_time(runs: Sequence[P], moment: datetime, since: datetime, until: datetime) -> P | None:
    """The step at that moment, else the first one of the day from ``since`` to ``until``; None where the case was at no
    step that it has left since."""
    there = [run for run in runs if run.arrived_at <= moment < run.left_at]
    that_day = [run for run in runs if run.arrived_at < until and run.left_at > since]
    return next(iter([*there, *that_day]), None)
