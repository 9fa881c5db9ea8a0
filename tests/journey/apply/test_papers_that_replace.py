"""One paper that stands for another, who issues it, how old it may be; and times that an office has not said."""

from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.cases.models import Case
from silastri.domain import duration
from silastri.domain.case.requirements import lacking
from silastri.domain.check import check
from silastri.domain.definition.definition import read_service
from silastri.domain.duration import NotADuration
from silastri.journey.apply import draft, submit
from silastri.journey.apply.submit import NotComplete
from silastri.journey.papers import sop, standard
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests.builders import JOMPO, MONDAY, STANDARDS, Town, a_town, definition, office_definition, texts
from tests.pekanbaru import words as printed

GROUP = """  - sktm: Surat Keterangan Tidak Mampu
    salah_satu: miskin
    penerbit: Kepala Desa atau Lurah
    umur_paling_lama: 3 bulan
  - pernyataan: Surat pernyataan di atas meterai dengan dua saksi
    salah_satu: miskin
    meterai: 10000
"""


def changed() -> dict[str, str]:
    found = dict(texts(JOMPO))
    line = next(line for line in found["standar.yaml"].splitlines(keepends=True) if line.startswith("  - sktm:"))
    return found | {"standar.yaml": found["standar.yaml"].replace(line, GROUP)}


def folder(tmp_path: Path, found: dict[str, str]) -> Path:
    office = tmp_path / "rokan-hilir"
    (office / JOMPO).mkdir(parents=True)
    for name in ("kantor.yaml", "lambang.svg"):
        (office / name).write_text((STANDARDS / "rokan-hilir" / name).read_text())
    for name, text in found.items():
        (office / JOMPO / name).write_text(text)
    return office


@pytest.fixture
def town(db: None, tmp_path: Path) -> Town:
    return a_town(folder(tmp_path, changed()))


def handed_in(town: Town, *, without: set[str]) -> Case:
    act = town.citizen_act()
    case = draft.start(act, service=town.service(), applicant=town.citizens[0])
    draft.answer(act, ref=case.ref, raw=sample.answers(definition(JOMPO)))
    found = read_service(changed()).definition
    assert found
    for requirement in found.standard.requirements:
        if requirement.key not in without:
            draft.attach(act, ref=case.ref, key=requirement.key, upload=sample.scan("A", MONDAY), upload_name="a.pdf")
    return submit.submit(act, ref=case.ref)


@pytest.mark.parametrize("without", ["sktm", "pernyataan"])
def test_one_of_a_group_is_enough(town: Town, without: str) -> None:
    assert handed_in(town, without={without}).state == "running"


def test_none_of_a_group_is_told_with_both_names(town: Town) -> None:
    with pytest.raises(NotComplete) as refused:
        handed_in(town, without={"sktm", "pernyataan"})
    assert "Surat Keterangan Tidak Mampu atau Surat pernyataan" in refused.value.fields["sktm"]


def test_issuer_and_age_are_told_in_public(town: Town) -> None:
    page = Client().get(f"/layanan/rokan-hilir/{JOMPO}/").content.decode()
    assert "dari Kepala Desa atau Lurah, paling lama 3 bulan, salah satu cukup" in page


def test_a_group_of_one_is_a_slip() -> None:
    found = changed()
    found["standar.yaml"] = found["standar.yaml"].replace("    salah_satu: miskin\n", "", 1)
    assert any("hanya berisi satu berkas" in str(f) for f in check(read_service(found), office_definition()))


def test_optional_groups_lack_nothing() -> None:
    found = read_service(changed()).definition
    assert found
    optional = [r.model_copy(update={"required": False}) for r in found.standard.requirements if r.one_of]
    assert lacking(optional, {}) == {}


UNSAID = [("standar.yaml", "jangka_waktu: 7 hari kerja"), ("sop.yaml", "waktu: 6 hari kerja")]


def test_what_an_office_has_not_said_is_shown_as_a_gap() -> None:
    found = dict(texts(JOMPO))
    for file, said in UNSAID:
        found[file] = found[file].replace(said, f"{said.split(':')[0]}: tidak disebut")
    findings = check(read_service(found), office_definition())
    assert all(finding.mild for finding in findings)
    assert sum("belum ditetapkan" in finding.what for finding in findings) == 2


@pytest.mark.django_db
def test_and_a_case_runs_without_a_promise(tmp_path: Path) -> None:
    found = dict(texts(JOMPO))
    for file, said in UNSAID:
        found[file] = found[file].replace(said, f"{said.split(':')[0]}: tidak disebut")
    town = a_town(folder(tmp_path, found))
    case = Runner(town.service(), town.citizens[0], MONDAY.replace(hour=14), 0).to("kajian")
    assert (case.step, case.promise_due_at, case.due_at) == ("kajian", None, None)
    pages = [Client().get(f"/layanan/rokan-hilir/{JOMPO}/{page}").content.decode() for page in ("", "sop/")]
    assert "Belum ditetapkan" in pages[0]
    definition = read_service(found).definition
    assert definition
    papers = [printed(paper.pdf(definition, office_definition(), at=MONDAY)) for paper in (sop, standard)]
    assert "Belum ditetapkan" in papers[1]
    assert not any("tidak disebut" in shown for shown in (*pages, *papers))


def test_nothing_else_passes_for_a_time() -> None:
    assert str(duration.parse("tidak disebut")) == "tidak disebut"
    for words in ("tidak tahu", "0 hari kerja", "disebut"):
        with pytest.raises(NotADuration):
            duration.parse(words)
