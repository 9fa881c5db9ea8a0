"""The store of backups: only what is new is written, every changed bit is found, and nothing opens with another key."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from silastri.adapters.backup import restic
from silastri.adapters.backup.port import Damaged, Keep, NoStore, NotDone, Place, WrongKey
from silastri.adapters.backup.restic import Restic
from tests.campaign import campaign, tries

KEY = "sandi-contoh"
pytestmark = pytest.mark.once
needs_restic = pytest.mark.skipif(shutil.which("restic") is None, reason="restic is not installed")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    (made / "files").mkdir(parents=True)
    (made / "keys").mkdir()
    (made / "keys" / "backup.key").write_text(KEY)
    for n in range(5):
        (made / "files" / str(n)).write_bytes(random.Random(n).randbytes(3000))
    return made


def at(tmp_path: Path, key: str = KEY) -> Place:
    return Restic().at(str(tmp_path / "store"), key)


@pytest.fixture
def place(tmp_path: Path, home: Path) -> Place:
    found = at(tmp_path)
    found.begin()
    found.keep(home, ["files", "keys"], [str(home / "keys" / "backup.key")])
    return found


@needs_restic
def test_kept_and_restored_and_only_what_is_new_is_written(tmp_path: Path, home: Path, place: Place) -> None:
    (home / "files" / "new").write_bytes(random.Random(9).randbytes(50_000))
    place.begin()
    kept = place.keep(home, ["files", "keys"], [str(home / "keys" / "backup.key")])
    assert 50_000 < kept.added < 65_000 < kept.size + 1
    new, old = place.states()
    assert new.at > old.at
    assert place.read(new, "files/3") == (home / "files" / "3").read_bytes()
    place.restore(old, tmp_path / "old")
    assert sorted(path.name for path in (tmp_path / "old" / "files").iterdir()) == list("01234")
    assert not list((tmp_path / "old" / "keys").iterdir()), "the key of backups is not kept beside them"
    assert KEY.encode() not in b"".join(p.read_bytes() for p in (tmp_path / "store").rglob("*") if p.is_file())
    place.thin(Keep(1, 0, 0))
    assert len(place.states()) == 2, "never fewer than two"


@needs_restic
def test_another_key_and_another_place_are_refused(tmp_path: Path, place: Place) -> None:
    for act in (at(tmp_path, "lain").states, at(tmp_path, "lain").begin):
        with pytest.raises(WrongKey, match="Kunci cadangan tidak cocok"):
            act()
    with pytest.raises(NoStore):
        Restic().at(str(tmp_path / "nowhere"), KEY).states()
    with pytest.raises(NotDone, match="ffff tidak ada"):
        place.states("ffff")


@campaign
@needs_restic
def test_a_changed_bit_in_any_piece_is_found(tmp_path: Path, place: Place) -> None:
    place.check(whole=True)
    pieces = sorted(path for path in (tmp_path / "store").rglob("*") if path.is_file())
    chance = random.Random(5)
    kinds = {path.relative_to(tmp_path / "store").parts[0]: path for path in pieces}
    assert set(kinds) == {"config", "data", "index", "keys", "snapshots"}
    for path in [*kinds.values(), *chance.choices(pieces, k=tries(0, 200))]:
        whole = path.read_bytes()
        where = chance.randrange(len(whole))
        path.chmod(0o600)
        path.write_bytes(whole[:where] + bytes([whole[where] ^ 1 << chance.randrange(8)]) + whole[where + 1 :])
        with pytest.raises((Damaged, WrongKey)):
            place.check(whole=True)
        path.write_bytes(whole)
    place.check(whole=True)


@needs_restic
def test_a_changed_file_is_named_and_a_changed_latest_is_not_passed_over(
    tmp_path: Path, home: Path, place: Place
) -> None:
    (state,) = place.states()
    pack = max((tmp_path / "store" / "data").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    whole = pack.read_bytes()
    pack.chmod(0o600)
    pack.write_bytes(whole[:4000] + bytes([whole[4000] ^ 1]) + whole[4001:])
    with pytest.raises(Damaged, match=r"/files/\d"):
        place.restore(state, tmp_path / "to")
    pack.write_bytes(whole)
    (snapshot,) = (tmp_path / "store" / "snapshots").iterdir()
    place.keep(home, ["files"], [])
    content = snapshot.read_bytes()
    snapshot.chmod(0o600)
    snapshot.write_bytes(b"x" + content[1:])
    with pytest.raises(Damaged, match=state.name):
        place.states()


@needs_restic
def test_killed_in_the_middle_the_last_good_one_stays(tmp_path: Path, home: Path, place: Place) -> None:
    (good,) = place.states()
    (home / "files" / "large").write_bytes(os.urandom(40_000_000))
    command = ["restic", "--no-cache", "--repo", str(tmp_path / "store"), "backup", "--limit-upload", "4000", "files"]
    packs = len(list((tmp_path / "store" / "data").rglob("*")))
    with subprocess.Popen(
        command, cwd=home, env=os.environ | {"RESTIC_PASSWORD": KEY}, stdout=subprocess.DEVNULL
    ) as cut:
        for _ in range(600):
            if len(list((tmp_path / "store" / "data").rglob("*"))) > packs:
                break
            time.sleep(0.05)
        cut.send_signal(signal.SIGKILL)
    assert place.states() == [good]
    place.restore(good, tmp_path / "to")
    assert (tmp_path / "to" / "files" / "4").read_bytes() == (home / "files" / "4").read_bytes()
    (home / "files" / "large").unlink()
    place.keep(home, ["files"], [])
    place.thin(Keep(7, 0, 0))
    place.check(whole=True)


def test_without_restic_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(restic, "_PROGRAM", "restic-yang-tidak-ada")
    with pytest.raises(NotDone, match="apt-get install restic"):
        Restic().at(str(tmp_path), KEY)
