"""By when a request about personal data is answered: 3 x 24 hours by the clock on the wall, whatever day it is
(UU 27/2022 art. 30, 32, 40 and 41)."""

from datetime import datetime, timedelta

WITHIN = timedelta(hours=72)
SOON = timedelta(hours=24)


def due(asked_at: datetime) -> datetime:
    return asked_at + WITHIN


def left(due_at: datetime, at: datetime) -> str:
    """What is left of it in words, or by how much it has passed."""
    hours = abs(due_at - at) // timedelta(hours=1)
    days, rest = divmod(hours, 24)
    told = " ".join([f"{days} hari"] * bool(days) + [f"{rest} jam"] * bool(rest or not days))
    return f"sisa {told}" if at <= due_at else f"lewat {told}"


def is_soon(due_at: datetime, at: datetime) -> bool:
    return at <= due_at < at + SOON
