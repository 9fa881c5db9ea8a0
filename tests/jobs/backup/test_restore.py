"""A restore refuses what it cannot do whole, names what is wrong, and leaves nothing behind."""

import json
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from silastri.adapters.backup.port import NotDone, State
from silastri.adapters.backup.restic import Restic
from silastri.commands import restore as command
from silastri.domain.backup import key as written
from silastri.jobs.backup.manifest import DATABASE, FOLDER, MANIFEST, SETTINGS, Manifest, digest
from silastri.jobs.backup.restore import OLD_SETTINGS, restore

KEY = written.new()
OTHER = written.new()
pytestmark = pytest.mark.once
needs_restic = pytest.mark.skipif(shutil.which("restic") is None, reason="restic is not installed")


class Copy:
    """A place whose one state is a folder."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def states(self, name: str = "") -> list[State]:
        return [State("a1b2c3", datetime.now(UTC))]

    def read(self, state: State, path: str) -> bytes:
        return (self._home / path).read_bytes()

    def restore(self, state: State, to: Path) -> None:
        shutil.copytree(self._home, to, dirs_exist_ok=True)


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as it is while it is backed up."""
    home = tmp_path_factory.mktemp("home")
    for folder in ("files/ab", "keys", FOLDER):
        (home / folder).mkdir(parents=True)
    (home / "files/ab/abcd").write_bytes(b"surat")
    (home / "keys/data.key").write_text("00")
    with sqlite3.connect(home / DATABASE) as database:
        database.execute("CREATE TABLE t (n)")
        database.execute("INSERT INTO t VALUES (7)")
    database.close()
    (home / SETTINGS).write_text("SILASTRI_URL=https://x.example\n")
    says(home)
    return home


def says(home: Path, **changed: Any) -> None:
    said = Manifest(version="9.9", at="2026-11-09T02:00:00+00:00", vendor="sqlite", keys="keys",
                    migrations=["cases.0001_initial"], registers={}, cards=0)  # fmt: skip
    said.pieces = {name: digest(home / name) for name in (DATABASE, SETTINGS, "keys/data.key")}
    (home / MANIFEST).write_text(json.dumps(said.model_dump() | changed))


@needs_restic
def test_restored_and_refused_on_the_command_line(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store, to = tmp_path / "store", tmp_path / "baru" / "rumah"

    def run(*more: str, key: str = KEY) -> tuple[int, str]:
        monkeypatch.setenv("SILASTRI_BACKUP_KEY", written.written(key))
        code = command.main([str(store), *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    place = Restic().at(str(store), KEY)
    place.begin()
    place.keep(home, ["files", "keys", FOLDER], [])
    for more, key, why in (
        ((str(to),), OTHER, "Kunci cadangan tidak cocok"),
        ((str(to), "--state", "ffffff"), KEY, "tidak ada di tempat itu"),
        ((str(to), "--database", "postgresql://x@localhost/x"), KEY, "dari SQLite"),
        ((str(to), "--files-only"), KEY, "dari SQLite"),
    ):
        code, said = run(*more, key=key)
        assert code == 1 and why in said
    assert [path.name for path in tmp_path.iterdir()] == ["store"], "what is refused leaves nothing"

    assert len(run()[1].splitlines()) == 1
    code, said = run(str(to))
    assert code == 0 and f"pulih di {to}" in said
    assert sorted(path.name for path in to.iterdir()) == ["files", "keys", OLD_SETTINGS, "silastri.sqlite3"]
    with sqlite3.connect(to / "silastri.sqlite3") as database:
        assert database.execute("SELECT n FROM t").fetchall() == [(7,)]
    database.close()
    assert written.read((to / "keys/backup.key").read_text()) == KEY
    assert {path.stat().st_mode & 0o77 for path in (to, to / "keys", to / "files")} == {0}
    code, said = run(str(to))
    assert code == 1 and "tidak kosong" in said


def test_a_key_with_a_slip_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kunci").write_text(written.written(KEY)[:-1] + "?")
    assert command.main([str(tmp_path / "s"), str(tmp_path / "x"), "--key-file", str(tmp_path / "kunci")]) == 1
    assert "'?'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"migrations": ["cases.0001_initial", "cases.9999_later"]}, "yang lebih baru .9.9, cases.9999_later"),
        ({"migrations": ["not_yet_there.0001_initial"]}, "lebih baru"),
        ({"pieces": {"keys/data.key": "0" * 64}}, "keys/data.key hilang atau berubah"),
        ({"pieces": {"keys/gone.key": "0" * 64}}, "keys/gone.key hilang"),
        ({"vendor": "postgresql"}, "--database"),
        ({"at": None}, "bukan dari SILASTRI"),
    ],
)
def test_a_backup_that_cannot_be_used_leaves_nothing(
    said: dict[str, Any], why: str, home: Path, tmp_path: Path
) -> None:
    says(home, **said)
    with pytest.raises(NotDone, match=why):
        restore(Copy(home), tmp_path / "rumah", key=KEY)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_broken_is_not_put_in_place(home: Path, tmp_path: Path) -> None:
    content = (home / DATABASE).read_bytes()
    (home / DATABASE).write_bytes(content[:100] + b"x" * 400 + content[500:])
    says(home)
    with pytest.raises(NotDone, match="Basis data di dalam cadangan rusak"):
        restore(Copy(home), tmp_path / "rumah", key=KEY)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_keys_from_elsewhere_come_home(home: Path, tmp_path: Path) -> None:
    (home / "etc").mkdir()
    shutil.move(home / "keys", home / "etc" / "keys")
    said = json.loads((home / MANIFEST).read_text())
    pieces = {name.replace("keys/", "etc/keys/"): sha256 for name, sha256 in said["pieces"].items()}
    (home / MANIFEST).write_text(json.dumps(said | {"keys": "etc/keys", "pieces": pieces}))
    restore(Copy(home), tmp_path / "rumah", key=KEY)  # type: ignore[arg-type]
    assert (tmp_path / "rumah/keys/data.key").read_text() == "00"
    assert not (tmp_path / "rumah/etc").exists()
