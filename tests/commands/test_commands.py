"""The commands, as an operator types them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builders import STANDARDS
from tests.commands import nursery

ROOT = Path(__file__).parent.parent.parent


def silastri(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SILASTRI", "DJANGO"))}
    return nursery.ran(*arguments, env=clean | {"SILASTRI_HOME": str(home)} | environment)


def test_standard_check_passes_ours_and_names_a_mistake(tmp_path: Path) -> None:
    right = silastri("standard", "check", str(STANDARDS), home=tmp_path / "home")
    assert right.returncode == 0, right.stdout
    shutil.copytree(STANDARDS, tmp_path / "standards")
    sop = tmp_path / "standards/rokan-hilir/jompo-terlantar/sop.yaml"
    sop.write_text(sop.read_text().replace("kegiatan: cetak", "kegiatan: fotokopi"))
    wrong = silastri("standard", "check", str(tmp_path / "standards"), home=tmp_path / "home")
    assert wrong.returncode == 1
    (line,) = (line for line in wrong.stdout.splitlines() if "peringatan" not in line)
    assert line.startswith(f"{sop}:")
    assert "; " in line
    assert not (tmp_path / "home").exists(), "checking needs no installation"


@pytest.mark.parametrize("content", ["", "\x00\x01", "a: [", "- x"])
def test_standard_check_of_nonsense(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "kantor/layanan"
    shutil.copytree(STANDARDS / "rokan-hilir/jompo-terlantar", folder)
    for name in ("kantor.yaml", "lambang.svg"):
        shutil.copy(STANDARDS / "rokan-hilir" / name, tmp_path / "kantor")
    (folder / "standar.yaml").write_text(content)
    found = silastri("standard", "check", str(folder), home=tmp_path / "home")
    assert found.returncode == 1
    assert "standar.yaml:1: " in found.stdout
    assert "Traceback" not in found.stderr


def test_standard_check_of_nowhere(tmp_path: Path) -> None:
    assert silastri("standard", "check", str(tmp_path / "tidak-ada"), home=tmp_path).returncode == 1


def test_due_in_a_home_without_anything(tmp_path: Path) -> None:
    arguments = ("due", "--office", "rokan-hilir", "--from", "2026-03-13T09:00", "--for", "7 hari kerja")
    done = silastri(*arguments, home=tmp_path)
    assert done.returncode == 0, done.stderr
    first, second, *_ = done.stdout.splitlines()
    assert first == "2026-03-31T16:00:00+07:00"
    assert second == "2026-03-14 dilewati: Sabtu"


@pytest.mark.parametrize(
    ("office", "start", "length"),
    [
        ("tidak-ada", "2026-03-13", "7 hari kerja"),
        ("rokan-hilir", "kemarin", "7 hari kerja"),
        ("rokan-hilir", "2026-03-13", "7 hari"),
    ],
)
def test_due_of_nonsense(tmp_path: Path, office: str, start: str, length: str) -> None:
    done = silastri("due", "--office", office, "--from", start, "--for", length, home=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_walk_and_verify_leave_no_trace_but_the_papers(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    walked = silastri("walk", "rokan-hilir/jompo-terlantar", "--json", "--out", str(out), home=home)
    assert walked.returncode == 0, walked.stderr
    steps = [json.loads(line) for line in walked.stdout.splitlines()]
    assert steps[-1]["state"] == "done"
    assert Path(steps[-1]["letter"]) == out / "surat.pdf"
    assert not (home / "silastri.sqlite3").exists()
    verified = silastri("letter", "verify", str(out / "surat.pdf"), home=home)
    assert verified.returncode == 4, "the walk left no register that knows it"
    assert verified.stdout.startswith("TANDA TANGAN SAH, SURAT TIDAK TERCATAT (CONTOH): ")
    assert "500.16.7.4/0001" in verified.stdout
    letter = (out / "surat.pdf").read_bytes()
    (out / "ubah.pdf").write_bytes(letter[:5000] + bytes([letter[5000] ^ 1]) + letter[5001:])
    (out / "lain.pdf").write_bytes(b"halo")
    assert silastri("letter", "verify", str(out / "ubah.pdf"), home=home).returncode == 1
    assert silastri("letter", "verify", str(out / "lain.pdf"), home=home).returncode == 2
    assert silastri("letter", "verify", str(out / "tidak-ada.pdf"), home=home).returncode == 2
    assert "tingkat: B-B" in verified.stdout
    assert "jam komputer penanda tangan" in verified.stdout
    renewed = silastri("letter", "renew-timestamp", str(out / "surat.pdf"), str(out / "baru.pdf"), home=home)
    assert renewed.returncode == 1
    assert "SILASTRI_SIGNATURE_LEVEL" in renewed.stderr
    assert not (out / "baru.pdf").exists()


def test_walk_lists_and_refuses_branches(tmp_path: Path) -> None:
    listed = silastri("walk", "rokan-hilir/anak-putus-sekolah", "--branch", "list", home=tmp_path)
    assert listed.returncode == 0
    assert {"lurus", "perbaikan", "tolak-kajian", "sip"} <= {line.split()[0] for line in listed.stdout.splitlines()}
    assert silastri("walk", "rokan-hilir/anak-putus-sekolah", "--branch", "x", home=tmp_path).returncode == 1
    assert silastri("walk", "rokan-hilir/tidak-ada", home=tmp_path).returncode == 1


def test_demo_cannot_be_on_by_accident(tmp_path: Path) -> None:
    accident = silastri("migrate", home=tmp_path / "asli", SILASTRI_DEMO="1")
    assert accident.returncode != 0
    assert "tidak dibuat sebagai demo" in accident.stderr
    assert silastri("demo", home=tmp_path / "asli").returncode != 0


def test_a_lost_data_key_is_not_replaced(tmp_path: Path) -> None:
    assert silastri("migrate", home=tmp_path).returncode == 0
    (tmp_path / "keys/data.key").unlink()
    lost = silastri("migrate", home=tmp_path)
    assert lost.returncode != 0
    assert "pulihkan kuncinya dari cadangan" in lost.stderr


def test_an_officer_is_added_to_a_real_installation(tmp_path: Path) -> None:
    assert silastri("migrate", home=tmp_path).returncode == 0
    assert silastri("publish", str(STANDARDS), home=tmp_path).returncode == 0
    for wrong in (("--post", "camat"), ("--phone", "123"), ("--office", "x")):
        arguments = {"--office": "rokan-hilir", "--post": "loket", "--name": "A Contoh", "--phone": "081200000555"}
        arguments |= dict([wrong])
        done = silastri("officer", *(part for pair in arguments.items() for part in pair), home=tmp_path)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


def test_the_key_of_an_office_is_changed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert silastri("migrate", home=home).returncode == 0
    assert silastri("publish", str(STANDARDS / "rokan-hilir"), home=home).returncode == 0
    made = silastri("letter-key", "rotate", "--office", "rokan-hilir", home=home)
    assert made.returncode == 0, made.stderr
    kid = made.stdout.split()[-1]
    leaked = silastri("letter-key", "leaked", kid, "--office", "rokan-hilir", home=home)
    assert leaked.stdout == f"kunci {kid} dinyatakan bocor\n"
    for wrong in (("rotate", "--office", "tidak-ada"), ("leaked", "ffffffff", "--office", "rokan-hilir")):
        assert silastri("letter-key", *wrong, home=home).returncode == 1
