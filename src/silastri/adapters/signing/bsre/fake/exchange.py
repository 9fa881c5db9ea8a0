"""One request to the fake service and its answer, without the sockets."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    def json(self) -> dict[str, Any]:
        """The object in the body; empty if there is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def form(self) -> dict[str, bytes]:
        """The fields of a multipart body, files among them."""
        boundary = self.headers.get("content-type", "").partition("boundary=")[2].strip('"')
        fields: dict[str, bytes] = {}
        for part in self.body.split(b"--" + boundary.encode()) if boundary else ():
            head, _, content = part.partition(b"\r\n\r\n")
            name = head.decode(errors="replace").partition('name="')[2].partition('"')[0]
            if name:
                fields[name] = content.removesuffix(b"\r\n")
        return fields


@dataclass(frozen=True, slots=True)
class Answer:
    """``wait``: seconds before the answer is sent. ``cut``: it ends in the ``middle`` or before ``anything``."""

    status: int
    body: bytes
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0
    cut: str = ""


Answers = Callable[[Request], Answer]


def as_json(status: int, said: object, **headers: str) -> Answer:
    return Answer(status, json.dumps(said).encode(), headers=headers)
