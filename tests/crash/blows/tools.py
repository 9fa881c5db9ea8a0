"""What stands in the place of the world outside while hands work: a provider and a desk for papers, both quick."""

from dataclasses import replace
from functools import lru_cache
from itertools import count
from os import getpid
from typing import Any

from silastri.adapters.intake.local import LocalIntake
from silastri.adapters.intake.port import Paper
from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Outgoing

from .told import tell

_number = count()


class Provider(OnScreen):
    """Whatever it accepted is told, whether or not the answer is heard."""

    def send(self, message: Outgoing) -> str:
        tell("accepted", reference=message.reference)
        return f"luar-{message.reference}"


class QuickIntake(LocalIntake):
    """Decodes the same scan once; each time it is handed in it is another file."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._decoded = lru_cache(super().tidy)

    def tidy(self, *contents: bytes) -> Paper:
        found = self._decoded(*contents)
        return replace(found, content=found.content + f"\n%{getpid()}-{next(_number)}\n".encode())
