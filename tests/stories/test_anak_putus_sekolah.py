"""SOP SPO-16-7-2: the ten rows of the procedure, and the rule for a Surat Izin Praktik."""

from pathlib import Path

from silastri.apps.letters.models import Letter
from silastri.practice import demo, sample
from silastri.practice.practised import publish
from silastri.practice.walk.branch import branches
from silastri.practice.walk.walker import Walk
from tests.builders import MONDAY, SCHOOL, STANDARDS, Town, definition
from tests.stories.test_jompo import walk


def test_the_ten_rows(town: Town) -> None:
    told = walk(SCHOOL, "lurus")
    assert [t.step for t in told[1:-1]] == [step.name for step in definition(SCHOOL).sop.steps]
    assert told[-1].outcome == "genuine"
    assert Letter.objects.get().number.startswith("500.16.7.4/0001/DPMPTSP/")


def test_a_sip_goes_from_the_back_office_straight_to_the_ahli_muda(db: None, tmp_path: Path) -> None:
    branch = next(b for b in branches(definition(SCHOOL), MONDAY.date()) if b.name == "sip")
    publish(STANDARDS / "rokan-hilir" / SCHOOL, at=MONDAY, as_kind=branch.service_kind)
    from silastri.apps.offices.models import Office

    demo.staff(Office.objects.get(), MONDAY)
    told = list(Walk("rokan-hilir", SCHOOL, branch, tmp_path).run())
    assert [t.step for t in told][2:4] == ["Pemeriksaan berkas", "Verifikasi"]
    assert told[-1].state == "done"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["konsep-surat.pdf", "surat.pdf", "tanda-terima.pdf"]
    assert sample.PASSPHRASE.encode() not in (tmp_path / "surat.pdf").read_bytes()
