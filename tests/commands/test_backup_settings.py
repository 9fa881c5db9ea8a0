"""What is set of backups, and the paper with their key."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from PIL import Image

from silastri.config.backup import Backup, backup
from silastri.domain.backup import key as written

KEY = written.new()


def test_nothing_is_backed_up_unless_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backup(tmp_path) == Backup("", tmp_path / "backup.key", (1,), (7, 5, 12))
    monkeypatch.setenv("SILASTRI_BACKUP_HOURS", "1, 13")
    monkeypatch.setenv("SILASTRI_BACKUP_KEEP", "30,0,0")
    found = backup(tmp_path)
    assert (found.hours, found.keep, found.key) == ((1, 13), (30, 0, 0), "")


@pytest.mark.parametrize(
    ("name", "value"),
    [("HOURS", "24"), ("HOURS", ""), ("HOURS", "pagi"), ("KEEP", "7,5"), ("KEEP", "0,0,0"), ("KEEP", "a,b,c")],
)
def test_what_is_set_wrongly_is_named(name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SILASTRI_BACKUP_{name}", value)
    with pytest.raises(ImproperlyConfigured, match=f"SILASTRI_BACKUP_{name}"):
        backup(tmp_path)


def test_a_key_with_a_slip_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILASTRI_BACKUP_KEY", written.written(KEY))
    assert backup(tmp_path).key == KEY
    monkeypatch.setenv("SILASTRI_BACKUP_KEY", written.written(KEY)[:-4] + "0000")
    with pytest.raises(ImproperlyConfigured, match="salah ketik"):
        _ = backup(tmp_path).key


def test_the_key_is_made_once_and_its_picture_can_be_scanned(tmp_path: Path, settings: Any) -> None:
    settings.BACKUP = backup(tmp_path)
    said = [shown() for _ in range(2)]
    assert said[0] == said[1]
    key = settings.BACKUP.key
    assert written.written(key) in said[0]
    assert settings.BACKUP.key_file.stat().st_mode & 0o77 == 0
    assert written.read(scanned(said[0])) == key


def shown() -> str:
    out = StringIO()
    call_command("backup_key", stdout=out)
    return out.getvalue()


def scanned(said: str) -> str:
    """The terminal as a camera sees it: what is drawn is light."""
    lines = [line for line in said.splitlines() if "█" in line]
    picture = Image.new("L", (len(lines[0]), 2 * len(lines)), 0)
    for y, line in enumerate(lines):
        for x, block in enumerate(line):
            picture.putpixel((x, 2 * y), 255 if block in "█▀" else 0)
            picture.putpixel((x, 2 * y + 1), 255 if block in "█▄" else 0)
    (found,) = zxingcpp.read_barcodes(picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST))
    return found.text
