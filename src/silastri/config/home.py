"""The home folder: database, files and keys of one installation."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

DEMO_MARK = "DEMO"


def open_home(path: Path) -> Path:
    """Makes the folder and its parts if they do not exist. From here on, whatever this process writes is readable by
    its own user only."""
    os.umask(0o077)
    for folder in (path, path / "files"):
        folder.mkdir(parents=True, exist_ok=True)
        _close(folder)
    return path.resolve()


def _close(folder: Path) -> None:
    """A folder of an earlier installation, or one that the operator made, may be open to other users."""
    found = folder.stat()
    if found.st_uid == os.getuid() and found.st_mode & 0o077:
        folder.chmod(0o700)


def open_keys(path: Path) -> Path:
    """Makes the folder of the keys, readable by this user only."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.resolve()


def make_first_key(home: Path, keys: Path, name: str) -> None:
    """Makes the key of that name on first use: 32 bytes.

    Raises ImproperlyConfigured when there are data or files but no key: a new key could not read them.
    """
    path = keys / f"{name}.key"
    if not any(keys.glob(f"{name}.key")) and not any(keys.glob(f"{name}-*.key")):
        if name == "data" and ((home / "silastri.sqlite3").exists() or any((home / "files").iterdir())):
            raise ImproperlyConfigured(f"{path} hilang, padahal datanya ada; pulihkan kuncinya dari cadangan")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))


def first_key(home: Path, keys: Path, name: str) -> bytes:
    """The key of that name, which is never changed; made on first use."""
    make_first_key(home, keys, name)
    return bytes.fromhex((keys / f"{name}.key").read_text().strip())


def is_demo(home: Path, wanted: bool) -> bool:
    """Demo mode needs the setting and a home that was made for a demo, so that it is never on by accident."""
    marked = (home / DEMO_MARK).exists()
    if wanted and not marked:
        raise ImproperlyConfigured(
            f"{home} tidak dibuat sebagai demo, jadi mode demo tetap mati. Mulai dengan: make run"
        )
    return wanted
