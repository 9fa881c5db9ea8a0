"""What keeps a message from going out although its turn has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from silastri.apps.messages.models import Message
from silastri.domain.act import Act


@dataclass(frozen=True, slots=True)
class Later:
    until: datetime


@dataclass(frozen=True, slots=True)
class NotNeeded:
    why: str


Held = Later | NotNeeded
Check = Callable[[Act, Message], Held | None]
