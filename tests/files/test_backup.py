"""Files in a store are not in the backup, which says so; what was deleted there comes back by the store's versions."""

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from silastri.apps.documents import operations, queries
from silastri.apps.documents.sealed_objects import SealedObjects
from silastri.commands import restore as command
from silastri.config import files
from silastri.config.backup import Backup
from silastri.config.keyring import Keyring
from silastri.domain.backup import key as written
from silastri.journey.office import doctor
from silastri.journey.office.doctor import State
from silastri.practice.runner import Runner
from tests.builders import MONDAY, a_town

from .server import Server

KEY = written.new()


def looks() -> doctor.Finding:
    (check,) = (one for one in doctor.CHECKS if one.name == "Tempat berkas")
    return check.look(timezone.now())


# The doctor


def test_files_in_the_home_are_well() -> None:
    assert looks().state == State.GOOD


def test_a_store_without_versions_is_to_be_watched(elsewhere: SealedObjects) -> None:
    found = looks()
    assert found.state == State.WATCH
    assert "versioning" in found.remedy
    assert [*elsewhere.names()] == []  # what was tried is gone again


def test_a_store_that_keeps_versions_is_well(
    address: str, server: Server, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = server.client()
    client.create_bucket(Bucket="versi")
    client.put_bucket_versioning(Bucket="versi", VersioningConfiguration={"Status": "Enabled"})
    settings.STORAGES = settings.STORAGES | {"default": files.at("s3://versi/kantor")}
    assert looks().state == State.GOOD


def test_a_store_that_is_away_or_refuses_is_broken(
    elsewhere: SealedObjects, server: Server, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.wire.cut()
    assert looks().state == State.BROKEN
    server.wire.mend()
    monkeypatch.setenv("SILASTRI_FILES_SECRET", "salah")
    settings.STORAGES = settings.STORAGES | {"default": files.at(elsewhere.objects.address)}
    found = looks()
    assert found.state == State.BROKEN
    assert "SILASTRI_FILES_ENDPOINT" in found.remedy


def test_a_server_with_another_key_is_broken(elsewhere: SealedObjects, settings: Any, tmp_path: Path, db: None) -> None:
    operations.store(b"isi")
    (tmp_path / "data.key").write_text("22" * 32)
    settings.KEYRING = Keyring(tmp_path, "data")
    found = looks()
    assert found.state == State.BROKEN
    assert "SILASTRI_KEYS" in found.remedy


# Backup and drill


def _in_folder(home: Path) -> set[str]:
    return {str(one.relative_to(home)) for one in (home / "files").rglob("*") if one.is_file()}


@pytest.mark.skipif(shutil.which("restic") is None, reason="restic is not installed")
def test_the_backup_names_the_store_and_the_drill_reads_letters_from_it(
    transactional_db: None, elsewhere: SealedObjects, settings: Any, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    settings.BACKUP = Backup(str(tmp_path / "cadangan"), tmp_path / "backup.key", (1,), (7, 5, 12))
    settings.BACKUP.key_file.write_text(written.written(KEY))
    town = a_town()
    Runner(town.service("jompo-terlantar"), town.citizens[0], MONDAY, 0).to("")
    kept = {*elsewhere.names()}
    assert kept
    out = StringIO()
    call_command("backup", stdout=out)
    place = elsewhere.objects.address
    assert f"Berkas ada di {place}, tidak di dalam cadangan ini" in out.getvalue()

    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("drill", stdout=out)
    assert ended.value.code == 0, out.getvalue()
    assert "tanda tangannya sah" in out.getvalue()
    assert {*elsewhere.names()} == kept  # a drill looks and keeps nothing

    key = tmp_path / "kunci"
    key.write_text(written.written(KEY))
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        home = tmp_path / "pulih"
        assert command.main([settings.BACKUP.target, str(home), "--key-file", str(key)]) == 0
        assert f"Berkasnya tetap di {place}" in capsys.readouterr().out
        assert _in_folder(home) == _in_folder(settings.HOME), "what lay in a folder before, and nothing of the store"


def test_what_was_deleted_by_mistake_is_brought_back_by_its_version(
    address: str, server: Server, settings: Any, db: None
) -> None:
    client = server.client()
    client.create_bucket(Bucket="versi-lama")
    client.put_bucket_versioning(Bucket="versi-lama", VersioningConfiguration={"Status": "Enabled"})
    settings.STORAGES = settings.STORAGES | {"default": files.at("s3://versi-lama/kantor")}
    sha256 = operations.store(b"surat")
    default_storage.delete(queries.path(sha256))
    with pytest.raises(queries.Missing):
        queries.content(sha256)
    marks = client.list_object_versions(Bucket="versi-lama", Prefix="kantor/")["DeleteMarkers"]
    for mark in marks:
        client.delete_object(Bucket="versi-lama", Key=mark["Key"], VersionId=mark["VersionId"])
    assert queries.content(sha256) == b"surat"
