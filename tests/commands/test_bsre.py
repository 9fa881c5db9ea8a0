"""BSrE from the command line: the simulation in its own process, what it is told, and what is asked of it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from silastri.apps.accounts.models import Person
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.commands import command
from silastri.config import signer
from tests import bsre
from tests.builders import Town, a_case


@contextmanager
def running(home: Path) -> Iterator[str]:
    """``silastri bsre fake`` at a free port, in a home of its own; its address."""
    environment = os.environ | {"SILASTRI_HOME": str(home), "SILASTRI_DATABASE": ""}
    arguments = [sys.executable, "-m", "silastri", "bsre", "fake", "--port", "0"]
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        said = process.stdout.readline()
        address = re.search(r"SIMULASI .* (http://\S+)/$", said)
        assert address, said
        yield address[1]
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()
    assert process.returncode == 0


def test_the_simulation_runs_is_told_and_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with running(tmp_path) as address:
        port = int(address.rpartition(":")[2])
        call_command("bsre", "tell", "mati", "--port", str(port - 1))
        assert "tidak menerima sambungan" in capsys.readouterr().out
        with pytest.raises(CommandError, match="Tidak ada tingkah 'riang'"):
            call_command("bsre", "tell", "riang", "--port", str(port - 1))
        call_command("bsre", "tell", "normal", "--port", str(port - 1))
    with pytest.raises(CommandError, match="silastri bsre fake"):
        call_command("bsre", "tell", "normal", "--port", str(port - 1))


def test_the_connection_is_checked(
    town: Town, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = str(town.officer("kepala_dinas").phone)
    with pytest.raises(CommandError, match="tidak memakai BSrE"):
        call_command("bsre", "check", head)
    with bsre.used(settings, tmp_path, "v2"):
        call_command("bsre", "check", head)
        said = capsys.readouterr().out
        assert "dapat menandatangani" in said
        assert "CN=Otoritas CONTOH SILASTRI" in said
        with pytest.raises(CommandError, match="belum punya NIK"):
            call_command("bsre", "check", str(town.officer("back_office").phone))
        settings.ADAPTERS["signing"]["OPTIONS"]["password"] = "salah"
    with bsre.used(settings, tmp_path, "v1") as fake:
        fake.world.access = bsre.Access(password="lain")
        with pytest.raises(CommandError, match="SILASTRI_BSRE_PASSWORD"):
            call_command("bsre", "check", head)


@pytest.mark.parametrize("version", bsre.VERSIONS)
def test_bsre_is_asked_about_a_letter(
    version: str, town: Town, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "surat.pdf"
    with bsre.used(settings, tmp_path, version):
        case = a_case(town, "pencetakan")
        file.write_bytes(documents.content(Letter.objects.get(case=case).sha256))
        with pytest.raises(SystemExit) as ended:
            call_command("letter", "verify", "--di-bsre", str(file))
        assert ended.value.code == 0
        assert "ASLI (CONTOH): Menurut BSrE" in capsys.readouterr().out
        file.write_bytes(b"bukan PDF")
        with pytest.raises(CommandError, match="PDF yang utuh"):
            call_command("letter", "verify", "--di-bsre", str(file))
    with pytest.raises(CommandError, match="tidak memakai BSrE"):
        call_command("letter", "verify", "--di-bsre", str(file))


# Settings

GIVEN = {
    "SILASTRI_SIGNER": "bsre-v1",
    "SILASTRI_BSRE_URL": "http://127.0.0.1:8200",
    "SILASTRI_BSRE_USER": "esign",
    "SILASTRI_BSRE_PASSWORD": "contoh",
    "SILASTRI_BSRE_ROOTS": "contoh",
}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_settings_choose_the_signer(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    chosen = signer.adapter(tmp_path, tmp_path / "keys", pretends=True)
    assert chosen["BACKEND"] == "silastri.adapters.signing.bsre.v1.V1"
    assert chosen["OPTIONS"]["roots"] is None
    assert chosen["OPTIONS"]["seconds"] == {"connect": 5, "sign": 30, "verify": 120}
    given.setenv("SILASTRI_SIGNER", "local")
    assert signer.adapter(tmp_path, tmp_path / "keys", pretends=True)["BACKEND"].endswith("LocalSigner")


def test_a_password_may_lie_in_a_file(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sandi").write_text("dari-berkas\n")
    given.setenv("SILASTRI_BSRE_PASSWORD_FILE", str(tmp_path / "sandi"))
    assert signer.adapter(tmp_path, tmp_path, pretends=True)["OPTIONS"]["password"] == "dari-berkas"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SILASTRI_SIGNER", "bsre-v3"),
        ("SILASTRI_BSRE_URL", ""),
        ("SILASTRI_BSRE_URL", "10.0.0.7"),
        ("SILASTRI_BSRE_USER", ""),
        ("SILASTRI_BSRE_PASSWORD", ""),
        ("SILASTRI_BSRE_ROOTS", ""),
        ("SILASTRI_BSRE_ROOTS", "tidak/ada"),
        ("SILASTRI_BSRE_SIGN_SECONDS", "setengah"),
    ],
)
def test_a_wrong_setting_stops_at_start_and_is_named(
    name: str, value: str, given: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        signer.adapter(tmp_path, tmp_path, pretends=True)


def test_a_walk_never_signs_at_bsre(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given.setenv("SILASTRI_BSRE_URL", "http://127.0.0.1:1")
    for name in (
        "SILASTRI_HOME",
        "SILASTRI_KEYS",
        "SILASTRI_URL",
        "SILASTRI_STATIC_NAMES",
        "SILASTRI_DATABASE",
        "SILASTRI_DEMO",
    ):
        given.setenv(name, os.environ.get(name, ""))
    command._practise_in(tmp_path)
    assert "SILASTRI_SIGNER" not in os.environ


def test_an_officer_gets_the_nik_that_his_certificate_goes_by(town: Town) -> None:
    clerk, head = town.officer("back_office"), town.officer("kepala_dinas")
    options = {"office": "rokan-hilir", "post": "back_office", "name": clerk.name, "phone": str(clerk.phone)}
    call_command("officer", **options, nik=bsre.NOBODY)
    assert Person.objects.get(pk=clerk.pk).nik == bsre.NOBODY
    with pytest.raises(CommandError, match="akun lain"):
        call_command("officer", **options, nik=str(head.nik))
    with pytest.raises(CommandError, match="16 angka"):
        call_command("officer", **options, nik="123")
