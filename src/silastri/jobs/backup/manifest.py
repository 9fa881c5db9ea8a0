"""What a backup says of itself: who made it, from which tables, and the SHA-256 of each piece beside the file store,
whose files are named by theirs. The store authenticates it with the key of backups."""

import hashlib
from pathlib import Path

from pydantic import BaseModel

import silastri
from silastri.adapters.backup.port import Damaged, NotDone

FOLDER = "backup"  # in the home, while one is made
DATABASE, SETTINGS, MANIFEST = f"{FOLDER}/database", f"{FOLDER}/settings.env", f"{FOLDER}/manifest.json"
_MIGRATIONS = Path(silastri.__file__).parent / "apps"


class Manifest(BaseModel):
    version: str  # of SILASTRI
    at: str
    vendor: str  # sqlite or postgresql
    keys: str  # the folder of the keys inside the backup
    migrations: list[str]  # "cases.0003_marks"
    registers: dict[str, int]  # the last number of each at least, by "office/register/year"
    files: str = ""  # where they are, if not in the backup
    cards: int  # rows of control cards at least
    pieces: dict[str, str] = {}

    def must_be_known(self) -> None:
        """Raises NotDone where a newer version made it, whose tables this one cannot read."""
        for one in self.migrations:
            if not is_known(*one.split(".", 1)):
                raise NotDone(
                    f"Cadangan ini dibuat SILASTRI yang lebih baru ({self.version}, {one})."
                    " Pasang versi itu dulu, lalu pulihkan."
                )

    def must_fit(self, home: Path) -> None:
        """Raises Damaged where a piece is missing or is not what it was, and names it."""
        for name, sha256 in self.pieces.items():
            path = home / name
            if not path.is_file() or digest(path) != sha256:
                raise Damaged(f"Bagian cadangan {name} hilang atau berubah.")


def is_known(app: str, migration: str) -> bool:
    """Whether this version has that migration; ``app`` is the name of its folder."""
    return (_MIGRATIONS / app / "migrations" / f"{migration}.py").exists()


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
