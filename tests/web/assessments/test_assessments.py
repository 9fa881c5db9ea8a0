"""The folder of evidence: what the system holds for each indicator, what is missing, and the ZIP to hand over."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.assessments.models import Assessment
from silastri.apps.audit.models import LogEntry
from silastri.apps.improvements.models import Improvement
from silastri.apps.made_files.models import MadeFile
from silastri.config import indicators
from silastri.domain.measures.share import percent
from silastri.domain.refusal import NotThere, NotYours
from silastri.domain.reporting import assessment as rules
from silastri.jobs import making
from silastri.journey.assessments import assessment, evidence
from silastri.journey.made_files import make
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town, today
from tests.pekanbaru import scan

Browser = Callable[[Person | None], Client]
LIST = "/petugas/bukti/"


def begun(town: Town, key: str = "ombudsman") -> Assessment:
    return assessment.begin(town.act("back_office"), key, 2026)


def one(found: Assessment, key: str = "", what: str = "") -> str:
    return f"{LIST}{found.pk}/{f'indikator/{key}/' if key else ''}{what and what + '/'}"


def test_every_indicator_names_sources_that_there_are() -> None:
    named = {key for one in settings.INDICATORS for indicator in one.indicators for key in indicator.evidence}
    assert named == set(evidence.SOURCES)
    assert all(one.doubts for one in settings.INDICATORS)  # none of the regulations could be read


def test_the_newest_that_began_is_in_force(tmp_path: Path) -> None:
    text = """
- {kunci: a, nama: A, dasar: Lama, sejak: 2020-01-01, dimensi: [{nama: X, indikator: [{kunci: x, teks: X}]}]}
- {kunci: a, nama: A, dasar: Baru, sejak: 2026-07-01, dimensi: [{nama: X, bobot: 40.5, indikator: [{kunci: x, teks: X}]}]}
"""  # noqa: E501
    (tmp_path / "a.yaml").write_text(text)
    known = indicators.read(tmp_path / "a.yaml")
    assert [one.basis for one in rules.in_force(known, 2025)] == ["Lama"]
    assert [one.basis for one in rules.in_force(known, 2026)] == ["Baru"]
    assert rules.in_force(known, 2019) == []
    for wrong in ("x: 1", "- {kunci: a}", text.replace("2026-07-01", "Juli"), "- {"):
        (tmp_path / "b.yaml").write_text(wrong)
        with pytest.raises(ImproperlyConfigured, match="SILASTRI_INDICATORS"):
            indicators.read(tmp_path / "b.yaml")


def test_it_is_opened_read_and_shows_evidence_and_gaps(town: Town, browser: Browser) -> None:
    a_case(town, None)
    manager, reader = browser(town.officer("back_office")), browser(town.officer("tim_teknis"))
    assert f'href="{LIST}"' in reader.get("/petugas/").content.decode()
    year = today().year
    assert "Mulai menyiapkan" in manager.get(LIST).content.decode()
    assert "Mulai menyiapkan" not in reader.get(LIST).content.decode()
    assert reader.post(f"{LIST}buka/ombudsman/{year}/").status_code == 403
    assert manager.get(f"{LIST}buka/ombudsman/{year}/").status_code == 404
    assert manager.post(f"{LIST}buka/lain/{year}/").status_code == 404
    assert manager.post(f"{LIST}buka/ombudsman/{year - 2}/").status_code == 404
    found = begun(town)
    assert begun(town).pk == found.pk
    whole = assessment.whole(town.act("tim_teknis"), found.pk)
    by_key = {standing.indicator.key: standing for standing in whole.standings}
    assert by_key["standar"].is_met
    assert by_key["produk"].is_met
    assert not by_key["dilaporkan"].is_met
    assert by_key["dilaporkan"].missing == ["Laporan pengaduan bulanan"]
    assert whole.percent == percent(sum(one.is_met for one in whole.standings), 18)
    for client in (manager, reader):
        page = client.get(one(found)).content.decode()
        for said in ("Peraturan Ombudsman Nomor 61 Tahun 2025", "perlu dipastikan", "1 surat terbit", "Belum"):
            assert said in page, said
    assert "Buat berkas bukti" not in reader.get(one(found)).content.decode()
    assert "dibuat pengelola atau pimpinan" in reader.get(one(found)).content.decode()
    assert "belum ada" in reader.get(one(found, "dilaporkan")).content.decode()
    assert reader.get(one(found, "lain")).status_code == 404
    elsewhere = browser(a_town(STANDARDS / "kampar").officer("kepala_dinas"))
    assert [elsewhere.get(path).status_code for path in (one(found), one(found, "standar"))] == [404, 404]


def test_a_gap_gets_an_owner_and_a_day(town: Town, browser: Browser) -> None:
    found = begun(town)
    manager, reader = browser(town.officer("back_office")), browser(town.officer("tim_teknis"))
    day = today() + timedelta(days=30)
    sent = {"apa": "Laporan disusun tiap bulan", "jabatan": "loket", "sampai": day.isoformat()}
    assert reader.post(one(found, "dilaporkan", "celah"), sent).status_code == 403
    late = manager.post(one(found, "dilaporkan", "celah"), sent | {"sampai": "2020-01-01"})
    assert late.status_code == 422
    assert "sudah lewat" in late.content.decode()
    assert manager.post(one(found, "lain", "celah"), sent).status_code == 404
    assert manager.post(one(found, "dilaporkan", "celah"), sent).status_code == 302
    assert manager.post(one(found, "dilaporkan", "celah"), sent).status_code == 409
    planned = Improvement.objects.get()
    assert (planned.what, planned.post) == (sent["apa"], "loket")
    page = reader.get(one(found, "dilaporkan")).content.decode()
    assert "Laporan disusun tiap bulan" in page
    assert f"/petugas/perbaikan/{planned.pk}/" in page


def test_the_office_adds_evidence_and_a_note(town: Town, browser: Browser) -> None:
    found = begun(town, "pekppp")
    manager, reader = browser(town.officer("back_office")), browser(town.officer("tim_teknis"))

    def paper() -> SimpleUploadedFile:
        return SimpleUploadedFile("inovasi.pdf", scan(MONDAY, "Laporan inovasi"))

    path = one(found, "inovasi", "bukti")
    assert reader.post(path, {"judul": "Laporan", "berkas": paper()}).status_code == 403
    assert manager.post(path, {"judul": "Laporan"}).status_code == 422
    assert manager.post(path, {"judul": "", "berkas": paper()}).status_code == 422
    bad = SimpleUploadedFile("x.pdf", b"bukan pdf")
    assert manager.post(path, {"judul": "Laporan", "berkas": bad}).status_code == 422
    assert not assessment.standing(town.act("loket"), found.pk, "inovasi")[1].is_met
    assert manager.post(path, {"judul": "Laporan inovasi", "berkas": paper()}).status_code == 302
    standing = assessment.standing(town.act("loket"), found.pk, "inovasi")[1]
    assert standing.is_met
    assert reader.get(f"{path}{standing.added[0].pk}/").content.startswith(b"%PDF")
    assert reader.get(f"{path}99999/").status_code == 404
    note = one(found, "inovasi", "keterangan")
    assert manager.post(note, {"keterangan": "x" * 2001}).status_code == 422
    assert manager.post(note, {"keterangan": "Diukur dua kali setahun."}).status_code == 302
    assert "Diukur dua kali setahun." in reader.get(one(found, "inovasi")).content.decode()
    assert set(LogEntry.objects.values_list("what", flat=True)) >= {
        "begin_assessment",
        "note_indicator",
        "add_evidence",
    }


def test_one_folder_to_hand_over(town: Town, browser: Browser) -> None:
    found = begun(town, "pekppp")
    manager, reader = browser(town.officer("back_office")), browser(town.officer("tim_teknis"))
    paper = SimpleUploadedFile("inovasi.pdf", scan(MONDAY, "Laporan inovasi"))
    manager.post(one(found, "inovasi", "bukti"), {"judul": "Laporan: inovasi/2026", "berkas": paper})
    assert reader.post(one(found, what="berkas")).status_code == 403
    assert reader.get(f"{one(found)}indeks.pdf").content.startswith(b"%PDF")
    sent = manager.post(one(found, what="berkas"))
    made = MadeFile.objects.get()
    assert sent["Location"] == f"/petugas/berkas-buatan/{made.pk}/"
    assert make.make_next(making.MAKERS, lambda: MONDAY)
    made.refresh_from_db()
    assert (made.state, made.why) == ("done", "")
    taken = manager.get(f"/petugas/berkas-buatan/{made.pk}/unduh/")
    with zipfile.ZipFile(io.BytesIO(taken.content)) as folder:
        names = folder.namelist()
        assert folder.read("indeks.pdf").startswith(b"%PDF")
        standards = [name for name in names if name.startswith("1.1 ") and name.endswith(".pdf")]
        assert len(standards) == 2
        assert all(folder.read(name).startswith(b"%PDF") for name in standards)
        assert "6.1 Ada inovasi layanan, dan hasilnya diukur/tambahan-1 Laporan inovasi2026.pdf" in names
        people = next(name for name in names if name.endswith("petugas.csv"))
        assert folder.read(people).decode("utf-8-sig").startswith("Jabatan,Petugas")


def test_only_planners_open_one_and_years_have_an_end(town: Town) -> None:
    with pytest.raises(NotYours):
        assessment.begin(town.act("loket"), "ombudsman", 2026)
    with pytest.raises(NotThere):
        assessment.begin(town.act("back_office"), "ombudsman", 2028)
    assert date(2025, 1, 1) <= begun(town).since
