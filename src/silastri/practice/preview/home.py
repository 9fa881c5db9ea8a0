"""The temporary installation of a preview: its folder, its settings, and the remains of previews that crashed."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "silastri-pratinjau-"
MARK = "PRATINJAU"  # the settings of the preview only accept a home with this file
_LOCK = "lock"
_YOUNG = 60  # seconds in which a folder without a lock may be too new to have one


@contextmanager
def throw_away() -> Iterator[Path]:
    """A temporary folder. While it is in use, its lock tells other previews so."""
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with (folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        _remove(folder)


def sweep() -> None:
    """Removes the folders of previews that died: folders of ours whose lock nobody holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.getuid() and _left(folder):
                _remove(folder)
        except OSError:  # another preview may be removing it
            continue


def _left(folder: Path) -> bool:
    path = folder / _LOCK
    if not path.exists():
        return time.time() - folder.stat().st_mtime > _YOUNG
    with path.open("r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _remove(folder: Path) -> None:
    """Removes a folder; tries again if a request that is still running writes a file."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


def settle(folder: Path, port: int) -> None:
    """Makes the folder the only home that this process knows, and drops all settings of a real installation."""
    for name in [name for name in os.environ if name.startswith(("SILASTRI_", "DJANGO_"))]:
        del os.environ[name]
    for mark in ("DEMO", MARK):
        (folder / mark).write_text("Pratinjau: dihapus begitu berhenti.\n", encoding="utf-8")
    os.environ |= {
        "SILASTRI_HOME": str(folder),
        "SILASTRI_URL": f"http://localhost:{port}",
        "SILASTRI_HOSTS": "localhost,127.0.0.1",
        "SILASTRI_STATIC_NAMES": "plain",
        "SILASTRI_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "silastri.config.preview",
    }
