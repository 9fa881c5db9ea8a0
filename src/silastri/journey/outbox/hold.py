"""What may become of a message that does not go out now as it is."""

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


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """It goes by another way, that its receiver chose."""

    way: str
    to: str


Held = Later | NotNeeded | Elsewhere
Check = Callable[[Act, Message], Held | None]
