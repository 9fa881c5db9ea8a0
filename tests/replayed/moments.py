"""What bears the time of the clock, and so cannot be written again later."""

from datetime import UTC, datetime, timedelta
from typing import Any


def is_of_now(value: Any, began: datetime) -> bool:
    """Whether it is a moment of the clock."""
    if isinstance(value, str) and len(value) >= 19 and value[4:5] == "-" and value[13:14] == ":":
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return False
    if not isinstance(value, datetime):
        return False
    value = value if value.tzinfo else value.replace(tzinfo=UTC)
    return bool(abs(value - began) < timedelta(minutes=5))
