"""The doctor says in plain words what is wrong with the installation, and what to do."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from silastri.adapters.reached import NotReached
from silastri.apps.accounts import broken
from silastri.apps.beats import operations as beats
from silastri.apps.offices import queries as offices
from silastri.config import home
from silastri.config.backup import Backup
from silastri.config.keyring import Keyring
from silastri.domain.backup import key as written
from silastri.domain.definition.running.personal_data import PersonalData
from silastri.journey.office import doctor, running, safety
from silastri.journey.office.doctor import State, outside
from tests.builders import Town

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = timezone.now()
Named = dict[str, doctor.Finding]


@pytest.fixture(autouse=True)
def healthy(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = home.open_home(tmp_path)
    settings.KEYS = home.open_keys(tmp_path / "keys")
    home.make_first_key(settings.HOME, settings.KEYS, "data")
    settings.KEYRING, settings.SITE_URL = Keyring(settings.KEYS, "data"), "http://localhost"
    disk = shutil._ntuple_diskusage(100 * 10**9, 50 * 10**9, 50 * 10**9)
    monkeypatch.setattr("silastri.journey.office.doctor.machine.shutil.disk_usage", lambda _: disk)
    monkeypatch.setattr(outside, "time_server_apart", lambda _: 0.2)
    beats.beat(running.WORKER, NOW)
    (settings.KEYS / "backup.key").write_text(written.written(written.new()))
    settings.BACKUP = Backup("/mnt/cadangan", settings.KEYS / "backup.key", (1,), (7, 5, 12))
    beats.beat(safety.BACKUP, NOW)


def examined() -> Named:
    return {one.name: one for one in doctor.examine(NOW)}


def test_what_is_well_needs_nothing() -> None:
    found = examined()
    assert {name: one for name, one in found.items() if one.state is not State.GOOD} == {}
    assert len(found) == len(doctor.CHECKS)
    assert not any(one.remedy for one in found.values())


def _from_later(*_: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_x', %s)", [NOW])


def _full(_: Any, patched: pytest.MonkeyPatch) -> None:
    full = shutil._ntuple_diskusage(100 * 10**9, 98 * 10**9, 2 * 10**9)
    patched.setattr("silastri.journey.office.doctor.machine.shutil.disk_usage", lambda _: full)


def _ended(settings: Any, patched: pytest.MonkeyPatch) -> None:
    settings.SITE_URL = "https://contoh.test"
    patched.setattr(outside, "certificate_end", lambda _: NOW - timedelta(days=2))


# What breaks, and what must be said to do.
WRONG: dict[str, tuple[Callable[[Any, pytest.MonkeyPatch], object], str]] = {
    "Kunci": (lambda settings, _: (settings.KEYS / "data.key").chmod(0o644), "chmod"),
    "Map data": (lambda settings, _: (settings.HOME / "files").chmod(0o755), "chmod"),
    "Pekerja": (lambda *_: beats.beat(running.WORKER, NOW - timedelta(hours=1)), "restart silastri-worker"),
    "Cadangan": (lambda *_: beats.beat(safety.BACKUP, NOW - timedelta(days=3)), "silastri backup"),
    "Isian tersegel": (lambda *_: broken.alarm("accounts_person.nik, baris 7"), "Pulihkan kunci"),
    "Versi basis data": (_from_later, "lebih baru"),
    "Ruang disk": (_full, "tambah disk"),
    "Jam dibanding server lain": (
        lambda _, patched: patched.setattr(outside, "time_server_apart", lambda _: 3600.0), "timedatectl",
    ),
    "Sertifikat situs": (_ended, "Perbarui sertifikat"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_with_what_to_do(what: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks, remedy = WRONG[what]
    breaks(settings, monkeypatch)
    found = examined()
    assert [name for name, one in found.items() if one.state is State.BROKEN] == [what]
    assert remedy in found[what].remedy
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == 2
    assert f"RUSAK       {what}: " in out.getvalue()


def test_an_office_that_names_nobody_for_personal_data_is_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assert examined()["Data pribadi"].state is State.GOOD
    nobody = offices.definition(town.office).model_copy(update={"personal_data": PersonalData()})
    monkeypatch.setattr(offices, "definition", lambda _: nobody)
    found = examined()["Data pribadi"]
    assert found.state is State.WATCH
    assert town.office.name in found.sentence
    assert "kantor.yaml" in found.remedy


def test_a_check_that_fails_and_a_server_that_is_silent_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: str) -> float:
        raise NotReached("tidak ada jaringan")

    def fails(_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(outside, "time_server_apart", away)
    monkeypatch.setattr(doctor, "CHECKS", [*doctor.CHECKS, doctor.Check("Contoh", fails)])  # type: ignore[arg-type]
    found = examined()
    assert (found["Jam dibanding server lain"].state, found["Contoh"].state) == (State.WATCH, State.BROKEN)
    assert "Tidak menjawab: server waktu" in found["Jam dibanding server lain"].sentence
