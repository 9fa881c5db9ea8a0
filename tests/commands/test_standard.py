"""The editor's comfort: a definition told in words, two compared, a first one written by answering."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from silastri.commands import new_standard, standard
from silastri.commands.new_standard import NotWritten
from silastri.jobs.folder import read
from tests.builders import STANDARDS
from tests.commands.test_commands import ROOT

TODAY = date(2026, 11, 9)
ANSWERS = ["Surat Keterangan Usaha", "besok", "5 hari kerja", "Fotokopi KTP; Surat \"asli\" RT", "camat", "back_office",
           "back_office", "kepala_dinas"]  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "rokan-hilir"
    folder.mkdir()
    for name in ("kantor.yaml", "lambang.svg"):
        shutil.copy(STANDARDS / "rokan-hilir" / name, folder)
    return folder


def answering(answers: list[str]) -> Iterator[str]:
    return iter(answers)


def test_a_first_definition_is_written_by_answering_and_passes_the_checker(office: Path) -> None:
    answers = answering(ANSWERS)
    new_standard.write(office / "usaha-baru", lambda _: next(answers), TODAY)
    (found,) = read(office)
    assert found.all_findings == []
    assert [r.label for r in found.services[0].definition.standard.requirements] == [  # type: ignore[union-attr]
        "Fotokopi KTP",
        'Surat "asli" RT',
    ]
    assert not list(answers), "answers that cannot be used are asked again"


@pytest.mark.parametrize("name", ["Usaha", "a b", "x_y", "../keluar"])
def test_a_folder_that_cannot_be_used_is_refused_and_nothing_is_written(office: Path, name: str) -> None:
    before = sorted(office.rglob("*"))
    with pytest.raises(NotWritten):
        new_standard.write(office / name, lambda _: "x", TODAY)
    assert sorted(office.rglob("*")) == before


def test_a_service_that_is_there_is_not_overwritten(office: Path) -> None:
    shutil.copytree(STANDARDS / "rokan-hilir/jompo-terlantar", office / "jompo-terlantar")
    with pytest.raises(NotWritten, match="sudah berisi"):
        new_standard.write(office / "jompo-terlantar", lambda _: "x", TODAY)
    with pytest.raises(NotWritten, match=r"kantor\.yaml"):
        new_standard.write(office.parent / "lain/layanan", lambda _: "x", TODAY)


@pytest.mark.parametrize("path", sorted(STANDARDS.glob("*/*/standar.yaml")), ids=lambda p: p.parent.name)
def test_every_definition_can_be_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert standard.main(["show", str(path.parent)]) == 0
    lines = capsys.readouterr().out
    for words in ("Janji: ", "Berkas:", "Langkah:", "Hasil:"):
        assert words in lines


def test_two_definitions_are_compared_in_words(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = STANDARDS / "rokan-hilir/jompo-terlantar"
    new = office / "jompo-terlantar"
    shutil.copytree(old, new)
    assert standard.main(["diff", str(old), str(new)]) == 0
    capsys.readouterr()
    file = new / "standar.yaml"
    file.write_text(file.read_text().replace("jangka_waktu: 7 hari kerja", "jangka_waktu: 9 hari kerja"))
    assert standard.main(["diff", str(old), str(new)]) == 1
    was, now = capsys.readouterr().out.splitlines()[:2]
    assert was.startswith("- Janji: 7 hari kerja")
    assert now.startswith("+ Janji: 9 hari kerja")


def test_what_has_mistakes_is_not_told_but_named(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office / "jompo-terlantar"
    shutil.copytree(STANDARDS / "rokan-hilir/jompo-terlantar", folder)
    (folder / "sop.yaml").write_text("a: [")
    assert standard.main(["show", str(folder)]) == 1
    assert "sop.yaml:1" in capsys.readouterr().out
    assert standard.main(["diff", str(folder), str(folder)]) == 2
    assert standard.main(["show", str(office / "tidak-ada")]) == 1


def test_who_never_answers_ends_it_and_nothing_is_written(office: Path) -> None:
    with pytest.raises(NotWritten, match="tidak ada jawaban"):
        new_standard.write(office / "usaha", lambda _: "?", TODAY)
    assert not (office / "usaha").exists()


def test_the_office_of_the_how_to_is_right(tmp_path: Path) -> None:
    folder = tmp_path / "dpmptsp-contoh"
    folder.mkdir()
    (text,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/how-to/write-an-office.md").read_text(), re.DOTALL)
    (folder / "kantor.yaml").write_text(text)
    shutil.copy(STANDARDS / "contoh/lambang.svg", folder)
    (found,) = read(folder)
    assert found.office
    assert found.all_findings == []


def test_the_example_of_the_how_to_runs(tmp_path: Path) -> None:
    """Its answers, then its changes, give a definition without a mistake."""
    office = tmp_path / "standards/contoh"
    office.mkdir(parents=True)
    for name in ("kantor.yaml", "lambang.svg"):
        shutil.copy(STANDARDS / "contoh" / name, office)
    shutil.copytree(ROOT / "docs/reference", tmp_path / "docs/reference")
    text = (ROOT / "docs/how-to/write-a-standard.md").read_text()
    asked, standard_parts, step, letter, citizens = re.findall(r"```\w+\n(.*?)```", text, re.DOTALL)
    answers = answering([line.rpartition(": ")[2] for line in asked.splitlines()])
    new_standard.write(office / "tempat-usaha", lambda _: next(answers), TODAY)
    file, sop = office / "tempat-usaha/standar.yaml", office / "tempat-usaha/sop.yaml"
    assert file.read_text().startswith("# yaml-language-server: $schema=../../../docs/reference/standar.schema.json\n")
    papers, form = standard_parts.split("formulir:\n")
    written = re.sub(r"persyaratan:\n(  .*\n)+", papers, file.read_text())
    file.write_text(re.sub(r"formulir:\n(  .*\n)+", f"formulir:\n{form}", written))
    sop.write_text(sop.read_text().replace("  - penomoran:\n", f"{step}  - penomoran:\n"))
    (office / "tempat-usaha/surat.md").write_text(letter)
    (found,) = read(office)
    assert found.all_findings == []
    (service,) = found.services
    assert service.definition
    assert service.definition.standard.product.name == "Surat Keterangan Tempat Usaha"
    assert [step.key for step in service.definition.sop.steps][2] == "verifikasi"
    named, papers = citizens.split("persyaratan:\n")
    written = re.sub(r"persyaratan:\n(  .*\n)+", f"persyaratan:\n{papers}", file.read_text())
    file.write_text(re.sub(r"(?m)^layanan: .*\n", named, written))
    (found,) = read(office)
    assert found.all_findings == []
    assert found.services[0].definition
    assert found.services[0].definition.standard.plain_name == "Surat alamat usaha"


def test_one_letter_as_pdf_before_it_is_published(tmp_path: Path) -> None:
    path = str(STANDARDS / "contoh/pakai-gedung")
    drawn = subprocess.run(
        [sys.executable, "-m", "silastri", "standard", "letter", path, "--isi", "panjang"],
        cwd=ROOT, capture_output=True, env=os.environ | {"TMPDIR": str(tmp_path)}, timeout=120,
    )  # fmt: skip
    assert (drawn.returncode, drawn.stdout[:5]) == (0, b"%PDF-"), drawn.stderr
    assert list(tmp_path.iterdir()) == []
