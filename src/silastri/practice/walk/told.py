"""What one step of a walk prints."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Told:
    step: str
    actor: str
    post: str
    outcome: str
    at: datetime
    due: datetime | None = None
    promise: datetime | None = None
    messages: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    state: str = ""
    letter: str | None = None

    def as_json(self) -> dict[str, Any]:
        plain = asdict(self)
        return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in plain.items()}
