"""When something is late: one rule for every list, page and paper.

A moment has passed when it lies before now. A case is late when its step or its promise has passed, whichever is first;
while the promise's clock stands still, only its step counts.
"""

from datetime import datetime


def passed(due_at: datetime | None, at: datetime) -> bool:
    """Whether what was due at that moment is late; what has no time never is."""
    return due_at is not None and due_at < at


def due(step: datetime | None, promise: datetime | None) -> datetime | None:
    """When a case at that step is late: the earlier of both."""
    return min((moment for moment in (step, promise) if moment is not None), default=None)


def step_due(step: datetime, promise: datetime | None, at: datetime) -> datetime:
    """When a step is due that begins at ``at``: not after the promise, unless that was broken before it began."""
    return step if promise is None or promise <= at else min(step, promise)
