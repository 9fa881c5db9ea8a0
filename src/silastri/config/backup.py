"""Where backups go, when, with which key, and how many stay."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from silastri.domain.backup import key as written
from silastri.domain.number import is_digits

from . import env

_FILE = "backup.key"


@dataclass(frozen=True, slots=True)
class Backup:
    """``target`` is empty where nothing is backed up by itself."""

    target: str
    key_file: Path
    hours: tuple[int, ...]  # of the day in the capital
    keep: tuple[int, int, int]  # days, weeks, months

    @property
    def key(self) -> str:
        """Empty where none was made yet. Raises ImproperlyConfigured."""
        typed = env.text("SILASTRI_BACKUP_KEY")
        if not typed and self.key_file.exists():
            typed = self.key_file.read_text()
        try:
            return written.read(typed) if typed.strip() else ""
        except written.NotAKey as wrong:
            raise ImproperlyConfigured(f"SILASTRI_BACKUP_KEY: {wrong}") from None


def backup(keys: Path) -> Backup:
    """Raises ImproperlyConfigured."""
    hours = _numbers(env.text("SILASTRI_BACKUP_HOURS", "1"))
    if not hours or max(hours) > 23:
        raise ImproperlyConfigured("SILASTRI_BACKUP_HOURS harus jam 0 sampai 23, dengan koma di antaranya")
    keep = _numbers(env.text("SILASTRI_BACKUP_KEEP", "7,5,12"))
    if len(keep) != 3 or not any(keep):
        raise ImproperlyConfigured("SILASTRI_BACKUP_KEEP harus tiga bilangan, hari,minggu,bulan: 7,5,12")
    return Backup(env.text("SILASTRI_BACKUP"), keys / _FILE, hours, (keep[0], keep[1], keep[2]))


def _numbers(said: str) -> tuple[int, ...]:
    """Empty where one of them is none."""
    parts = [part.strip() for part in said.split(",")]
    return tuple(int(part) for part in parts) if all(is_digits(part) for part in parts) else ()
