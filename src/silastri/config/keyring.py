"""The keys of one purpose in the folder of keys, read anew when the folder changes: nothing starts again for a new one.

``data.key`` is the first, ``data-2.key`` the next; a line after the key says from when on it is used. Of a retired key
``data-1.retired`` holds the derived keys that check old seals. The folder may be shared by several machines.
"""

import json
import os
import re
import secrets
import threading
import time
from pathlib import Path

from silastri.domain.sealing import FIRST, LASTING, Key, Retired, Ring, derived

LOOKS_EVERY = 2.0  # seconds
_TRIES = 3
BEGINS_AFTER = 5.0  # seconds after it was made: by then every process knows it, so that all change at the same moment
_NAME = re.compile(r"(?P<name>[a-z]+)(?:-(?P<number>\d{1,4}))?\.(?P<kind>key|retired)")


class Keyring:
    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self._lock = threading.Lock()
        self._names: tuple[str, ...] = ()
        self._keys: tuple[tuple[Key, float], ...] = ()  # the highest number first, with its beginning
        self._retired: tuple[Retired, ...] = ()
        self._looked = float("-inf")
        self._ring: Ring | None = None
        self._until = float("inf")  # when a key begins that is here already

    def ring(self, *, anew: bool = False) -> Ring:
        """The keys as they are now. With ``anew`` it looks at once, as for a value that names a key not known here."""
        if anew or time.monotonic() - self._looked > LOOKS_EVERY:
            self._look()
        now, found = time.time(), self._ring
        if found is None or now >= self._until:
            keys = self._keys  # another thread may be looking
            begun = [key for key, since in keys if since <= now] or [keys[-1][0]]
            others = [key for key, _ in keys if key is not begun[0]]
            found = self._ring = Ring((begun[0], *others), self._retired)
            self._until = min((since for _, since in keys if since > now), default=float("inf"))
        return found

    def since(self, number: int) -> float:
        """From when on a key is used, in seconds since 1970; the first from the beginning."""
        return next((since for key, since in self._keys if key.number == number), 0.0)

    def rotate(self, *, wait: bool = True) -> int:
        """Makes a new key; when it returns, it is the one in use everywhere. Its number."""
        ring = self.ring(anew=True)
        number = max([key.number for key in ring.keys] + [one.number for one in ring.retired]) + 1
        since = time.time() + (BEGINS_AFTER if wait else 0)
        _write(self.folder / f"{self.name}-{number}.key", f"{secrets.token_hex(32)}\n{since:.3f}\n")
        self._look()
        if wait:
            time.sleep(BEGINS_AFTER)
        return number

    def retire(self, number: int) -> None:
        """Removes a key, which opens nothing any more. That nothing needs it, whoever calls has seen."""
        key = next(key for key in self.ring(anew=True).keys if key.number == number)
        kept = {purpose: derived(key.secret, purpose).hex() for purpose in LASTING}
        _write(self.folder / f"{self.name}-{number}.retired", json.dumps(kept))
        (self.folder / _file(self.name, number)).unlink()
        self._look()

    def _look(self) -> None:
        for left in reversed(range(_TRIES)):
            try:
                self._look_once()
                return
            except FileNotFoundError:  # a key was retired just now, between the list and its file
                if not left:
                    raise

    def _look_once(self) -> None:
        with self._lock:
            names = tuple(sorted(one.name for one in self.folder.iterdir() if self._number(one.name)))
            if names != self._names or not self._keys:
                keys = [self._read(name) for name in names if name.endswith(".key")]
                found = sorted(keys, key=lambda one: -one[0].number)
                numbers = {key.number for key, _ in found}  # killed while it was retired: the key is still there
                retired = [self._remains(name) for name in names if name.endswith(".retired")]
                self._keys = tuple(found)
                self._retired = tuple(one for one in retired if one.number not in numbers)
                self._names, self._ring = names, None
            self._looked = time.monotonic()

    def _number(self, name: str) -> int:
        found = _NAME.fullmatch(name)
        return int(found["number"] or FIRST) if found and found["name"] == self.name else 0

    def _read(self, name: str) -> tuple[Key, float]:
        secret, _, since = (self.folder / name).read_text().strip().partition("\n")
        return Key(self._number(name), bytes.fromhex(secret)), float(since or 0)

    def _remains(self, name: str) -> Retired:
        kept = json.loads((self.folder / name).read_text())
        return Retired(self._number(name), {purpose: bytes.fromhex(key) for purpose, key in kept.items()})


def _file(name: str, number: int) -> str:
    return f"{name}.key" if number == FIRST else f"{name}-{number}.key"


def _write(path: Path, text: str) -> None:
    """Whole or not at all, also when the power goes."""
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
