"""The texts that were submitted for approval, and what became of them."""

import re
import threading
from dataclasses import dataclass
from typing import Any

PENDING, APPROVED, REJECTED = "PENDING", "APPROVED", "REJECTED"
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@dataclass(slots=True)
class Submitted:
    id: str
    name: str
    language: str
    category: str
    components: list[Any]
    state: str = PENDING

    @property
    def text(self) -> str:
        parts = [one for one in self.components if isinstance(one, dict) and str(one.get("type")).upper() == "BODY"]
        return str(parts[0].get("text", "")) if parts else ""

    def filled(self, values: list[str]) -> str:
        """Its text with those values in its places, in order."""
        rest = iter(values)
        return _PLACE.sub(lambda place: next(rest, place[0]), self.text)

    @property
    def places(self) -> int:
        return len(_PLACE.findall(self.text))

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "status": self.state,
            "category": self.category,
            "components": self.components,
        }


class Templates:
    def __init__(self) -> None:
        self._lock, self._found = threading.Lock(), dict[tuple[str, str], Submitted]()

    def submit(self, said: dict[str, Any]) -> Submitted | None:
        """None where one of that name and language was submitted before and was not rejected."""
        key = str(said["name"]), str(said["language"])
        with self._lock:
            before = self._found.get(key)
            if before and before.state != REJECTED:
                return None
            made = Submitted(
                f"{7000000 + len(self._found)}", *key, str(said.get("category", "UTILITY")), list(said["components"])
            )
            self._found[key] = made
            return made

    def decide(self, one: Submitted, *, rejected: bool) -> None:
        with self._lock:
            one.state = REJECTED if rejected else APPROVED

    def find(self, name: str, language: str) -> Submitted | None:
        with self._lock:
            return self._found.get((name, language))

    def remove(self, name: str) -> int:
        with self._lock:
            keys = [key for key in self._found if key[0] == name]
            for key in keys:
                del self._found[key]
            return len(keys)

    def all(self, name: str = "") -> list[Submitted]:
        with self._lock:
            return [one for one in self._found.values() if not name or one.name == name]
