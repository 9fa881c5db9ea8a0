"""An office's data are backed up while it works, restored, and tried out."""

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from silastri.adapters.backup import database
from silastri.adapters.backup.port import NotDone
from silastri.apps.audit.models import LogEntry
from silastri.apps.documents import operations as documents
from silastri.apps.documents import queries as stored
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.config.backup import Backup
from silastri.config.keyring import Keyring
from silastri.domain.act import SYSTEM, Act
from silastri.domain.backup import key as written
from silastri.domain.worktime import CAPITAL
from silastri.jobs.backup import drill as drills
from silastri.jobs.backup import make, rounds
from silastri.jobs.backup.restore import restore
from silastri.journey.archive import keep
from silastri.journey.office import data_keys, safety
from silastri.practice.runner import Runner
from tests.builders import MONDAY, Town, a_case, a_town

pytestmark = pytest.mark.skipif(shutil.which("restic") is None, reason="restic is not installed")
KEY = written.new()


@pytest.fixture
def town(transactional_db: None) -> Town:
    return a_town()


@pytest.fixture
def target(settings: Any, tmp_path: Path) -> Iterator[str]:
    far_away = (datetime.now(CAPITAL).hour + 12) % 24  # so that no second backup becomes due meanwhile
    settings.BACKUP = Backup(str(tmp_path / "store"), tmp_path / "backup.key", (far_away,), (7, 5, 12))
    settings.BACKUP.key_file.write_text(written.written(KEY))
    yield settings.BACKUP.target
    shutil.rmtree(settings.HOME / "drill", ignore_errors=True)


def run(*command: str) -> tuple[object, str]:
    out = StringIO()
    try:
        call_command(*command, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_backed_up_tried_out_and_told(town: Town, target: str, settings: Any) -> None:
    case = a_case(town, None)
    settings.BACKUP.key_file.unlink()
    with pytest.raises(CommandError, match="backup-key"):
        run("backup")
    assert safety.alarms(datetime.now(UTC)) == [safety.NO_KEY]
    assert rounds.due() == []
    assert "KUNCI CADANGAN" in run("backup_key")[1]
    assert safety.alarms(datetime.now(UTC)) == ["Data belum pernah dicadangkan."]
    assert rounds.due() == ["backup"]
    assert run("backup")[1].startswith("Cadangan ")
    assert rounds.due() == ["drill"]
    assert not (settings.HOME / "backup").exists()

    code, said = run("drill")
    assert code == 0, said
    assert [line[:6] for line in said.splitlines()] == ["cocok "] * 7
    assert "jabatan dan seorang pemohon dapat masuk" in said
    assert "tanda tangannya sah" in said
    assert safety.alarms(datetime.now(UTC)) == [] == rounds.due()
    told = Message.objects.filter(template="backup_news")
    assert {one.person for one in told} == {town.officer("back_office")}
    assert "semuanya cocok" in told[0].words.text()
    assert LogEntry.objects.get(what="drill_backup").about == "berhasil"
    assert not (settings.HOME / "drill").exists()
    assert Letter.objects.filter(case=case).exists()
    later = datetime.now(UTC) + timedelta(days=10)
    assert [alarm[:27] for alarm in safety.alarms(later)] == [
        "Data tidak dicadangkan lagi",
        "Cadangan tidak diuji pulih ",
    ]


def test_a_drill_that_failed_is_an_alarm_and_told_once_a_day(town: Town, target: str) -> None:
    act = Act(SYSTEM, datetime.now(UTC), "command")
    safety.backed_up(act)
    for _ in range(2):
        safety.drilled(act, [("Rantai kartu kendali utuh.", True), ("Buku nomor tidak lengkap.", False)])
    assert safety.alarms(act.at) == ["Uji pulih cadangan gagal: Buku nomor tidak lengkap."]
    told = Message.objects.get(template="backup_news").words.text()
    assert "GAGAL" in told and "Buku nomor tidak lengkap." in told
    manager = Client()
    manager.force_login(town.officer("back_office"))
    page = manager.get("/kelola/kesehatan/").content.decode()
    for said in ("Uji pulih cadangan gagal", "Tidak cocok:", "Rantai kartu kendali utuh.", target):
        assert said in page, said
    safety.drilled(act, [("Semua.", True)])
    assert safety.shown().last_drill == safety.Drill(act.at, [("Semua.", True)])


def test_while_people_work_a_backup_is_one_state(town: Town, target: str) -> None:
    """A case is taken to its numbered and signed letter meanwhile; each state that was kept is whole."""
    a_case(town, None)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            Runner(town.service(), town.citizens[1], MONDAY + timedelta(hours=5), 1).to(None)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    taken = 0
    while worker.is_alive():
        make.make(target, KEY, datetime.now(UTC))
        taken += 1
    worker.join()
    assert not failed
    assert taken
    found = drills.drill(target, KEY)
    assert all(is_right for _, is_right in found), found


class Meanwhile:
    """A place at which something happens while it copies."""

    def __init__(self, place: Any, happens: Any) -> None:
        self._place, self._happens, self.kept = place, happens, 0

    def at(self, *_: object) -> "Meanwhile":
        return self

    def keep(self, *told: Any) -> Any:
        self.kept += 1
        done = self._place.keep(*told)
        self._happens(self.kept)
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._place, name)


@pytest.mark.once  # the keys are read beside the database, not in it
def test_a_key_that_is_added_meanwhile_is_in_the_backup_with_what_it_sealed(
    town: Town, target: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_case(town, None)
    settings.KEYS = shutil.copytree(settings.KEYS, tmp_path / "keys")
    settings.KEYRING = Keyring(settings.KEYS, "data")
    sealed: list[str] = []

    def rotate_once(time: int) -> None:
        if time == 1:
            data_keys.rotate(Act(SYSTEM, datetime.now(UTC), "command"), wait=False)
            sealed.append(documents.store(b"disegel dengan kunci baru"))

    place = Meanwhile(make.store().at(target, KEY), rotate_once)
    monkeypatch.setattr(make, "store", lambda: place)
    make.make(target, KEY, datetime.now(UTC))
    assert place.kept == 2
    _, said = restore(place, tmp_path / "pulih", key=KEY)
    keys = sorted(path.name for path in settings.KEYS.glob("data*.key"))
    assert len(keys) == 2
    assert [name.rpartition("/")[2] for name in said.pieces if "/data" in name and name.endswith(".key")] == keys
    assert list((tmp_path / "pulih/files").rglob(f"{sealed[0]}*")), "and the file that it sealed"


def test_keys_that_never_rest_are_told(town: Town, target: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = settings.KEYS / "stray.key"
    place = Meanwhile(make.store().at(target, KEY), lambda time: stray.write_text(str(time)))
    monkeypatch.setattr(make, "store", lambda: place)
    try:
        with pytest.raises(NotDone, match="Kunci berganti"):
            make.make(target, KEY, datetime.now(UTC))
    finally:
        stray.unlink()


def test_copies_of_upgrades_are_left_out(settings: Any, tmp_path: Path) -> None:
    for name in ("files", "upgrade", "keys", "cache"):
        (tmp_path / name).mkdir()
    settings.KEYS = tmp_path / "keys"
    assert make._paths(tmp_path) == ["files", "keys", "backup"]


def test_what_is_to_be_destroyed_waits_for_the_backup(town: Town) -> None:
    sha256 = documents.store(b"akan dimusnahkan")
    documents.order_destruction([sha256], why="berita acara", at=MONDAY)
    with make.still():
        keep.shred(MONDAY)
        assert stored.content(sha256) == b"akan dimusnahkan"
    keep.shred(MONDAY)
    with pytest.raises(stored.Destroyed):
        stored.content(sha256)


def test_two_at_once_are_not_made(town: Town, target: str, settings: Any) -> None:
    with make._alone(settings.HOME), pytest.raises(CommandError, match="sedang dibuat"):
        run("backup")
    assert "sedang dibuat" in safety.alarms(datetime.now(UTC))[0]


def test_passwords_are_changed_nowhere_but_in_a_practice_home(settings: Any) -> None:
    assert not (settings.HOME / drills.PRACTICE).exists()
    with pytest.raises(CommandError, match="bukan tempat latihan"):
        run("drill", "--inside")


def test_the_address_of_a_database_is_whole() -> None:
    said = {
        "USER": "a b",
        "PASSWORD": "p@:/",
        "HOST": "db",
        "PORT": "5433",
        "NAME": "n",
        "OPTIONS": {"sslmode": "require"},
    }
    assert database.address(said) == "postgresql://a%20b:p%40%3A%2F@db:5433/n?sslmode=require"
    assert database.address({"NAME": "n", "HOST": "", "OPTIONS": {}}) == "postgresql:///n"
    assert os.environ.get("PGPASSWORD") is None
