"""One request to the example gateway and its answer, without the sockets."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

SIMULATION = ("X-Contoh", "simulasi, tidak ada pesan yang dikirim")


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""

    def json(self) -> dict[str, Any]:
        """The object in the body; empty if there is none."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def asked(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(self.query, keep_blank_values=True).items()}

    def form(self) -> dict[str, str]:
        text = self.body.decode(errors="replace")
        return {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True).items()}

    @property
    def is_form(self) -> bool:
        return "urlencoded" in self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """``cut``: the connection is closed instead. ``hangs``: nothing is ever answered."""

    status: int
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0
    cut: bool = False
    hangs: bool = False


Answers = Callable[[Request], Answer]


def as_json(status: int, said: object, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps(said, ensure_ascii=False).encode(), headers=headers or {})
