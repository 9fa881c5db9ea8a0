"""The reports of the office: drafted, remarked on, checked, signed, and never changed by what comes later."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding
from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Block, Letter, Register, ReservedNumber
from silastri.apps.made_files.models import MadeFile
from silastri.apps.office_reports.models import OfficeReport
from silastri.apps.offices.models import Office
from silastri.domain.act import SYSTEM, Act
from silastri.domain.refusal import NotYours
from silastri.jobs import making
from silastri.journey.made_files import make
from silastri.journey.office_reports import due, paper
from silastri.journey.office_reports import report as journey
from silastri.journey.reporting.flow import mark
from silastri.practice.sample import PASSPHRASE
from tests.builders import STANDARDS, WIB, Town, a_case, a_town
from tests.pekanbaru import words

Browser = Callable[[Person | None], Client]
LIST = "/petugas/laporan/"
DECEMBER = datetime(2026, 12, 1, 9, 0, tzinfo=WIB)  # the first working day, a Tuesday
JANUARY = datetime(2027, 1, 4, 9, 0, tzinfo=WIB)


def draft(town: Town, at: datetime = DECEMBER) -> int:
    return journey.draft(Act(replace(SYSTEM, office=town.office.pk), at, "job"))


@pytest.fixture
def report(town: Town) -> OfficeReport:
    """Of November, in which one case was done and another was handed in."""
    a_case(town, None)
    a_case(town, "pemeriksaan", citizen=1)
    assert draft(town) == 1
    return OfficeReport.objects.get()


def one(found: OfficeReport, what: str = "") -> str:
    return f"{LIST}{found.pk}/{what and what + '/'}"


def seen(found: OfficeReport) -> dict[str, str]:
    found.refresh_from_db()
    return {"tanda": mark(found)}


def people(town: Town, browser: Browser) -> tuple[Client, Client, Client]:
    """Who prepares it (the manager), who checks it, and the head."""
    return tuple(browser(town.officer(post)) for post in ("back_office", "ahli_madya", "kepala_dinas"))  # type: ignore[return-value]


def test_each_is_drafted_once_on_the_first_working_day(town: Town) -> None:
    assert draft(town, datetime(2026, 11, 29, 9, 0, tzinfo=WIB)) == 0  # a Sunday
    assert [draft(town), draft(town)] == [1, 0]
    assert draft(town, JANUARY) == 3
    found = set(OfficeReport.objects.values_list("kind", "since", "until"))
    assert found == {
        ("month", date(2026, 11, 1), date(2026, 11, 30)), ("month", date(2026, 12, 1), date(2026, 12, 31)),
        ("half", date(2026, 7, 1), date(2026, 12, 31)), ("year", date(2026, 1, 1), date(2026, 12, 31)),
    }  # fmt: skip
    assert draft(a_town(STANDARDS / "inspektorat"), JANUARY) == 0  # without services there is nothing to report


def test_its_figures_are_those_of_the_cases(report: OfficeReport) -> None:
    whole = report.figures["all"]
    assert (whole["submitted"], whole["done"], whole["running"], whole["letters"]) == (2, 1, 1, 1)
    assert (whole["kept"], whole["promised"], whole["percent"]) == (1, 1, "100,0%")
    assert whole["mean"] == whole["median"] > 0
    by_name = {row["name"]: row["submitted"] for row in report.figures["services"]}
    assert sorted(by_name.values()) == [0, 2]  # a service of which nothing came stands there too
    letter = Letter.objects.get(state="signed")
    assert report.annex == [[str(letter.on), letter.number, letter.name, letter.case.service.name]]


def test_a_half_year_tells_more_than_its_months(town: Town, browser: Browser) -> None:
    a_case(town, None)
    draft(town, JANUARY)
    half = OfficeReport.objects.get(kind="half")
    assert [row["submitted"] for row in half.figures["months"]] == [0, 0, 0, 0, 1, 0]
    page = browser(town.officer("kepala_dinas")).get(one(half)).content.decode()
    told = words(paper.draw(half, JANUARY, is_draft=True))
    for said in ("Semester 2 2026", "November 2026", "Pengaduan", "Petugas menurut jabatan", "Kepala Dinas"):
        assert said in page, said
        assert said in told, said
    assert "LAMPIRAN" in told.upper()


def test_it_is_remarked_checked_and_signed(town: Town, report: OfficeReport, browser: Browser) -> None:
    preparer, checker, head = people(town, browser)
    for client in (preparer, checker, head):
        assert f'href="{LIST}"' in client.get("/petugas/").content.decode()
    assert preparer.post(one(report, "catat"), {"catatan": "Gangguan listrik dua hari."}).status_code == 302
    assert checker.post(one(report, "kembali"), seen(report) | {"alasan": "Sebutkan harinya"}).status_code == 302
    assert "Sebutkan harinya" in preparer.get(one(report)).content.decode()
    assert preparer.post(one(report, "catat"), {"catatan": "Listrik padam 9 dan 10 November."}).status_code == 302
    assert checker.post(one(report, "setuju"), seen(report)).status_code == 302
    signed = head.post(one(report, "tanda-tangan"), seen(report) | {"frasa": PASSPHRASE})
    assert signed.status_code == 302, signed.content.decode()
    seen(report)
    assert (report.state, report.signed_by) == ("signed", town.officer("kepala_dinas"))
    pdf = preparer.get(f"{one(report)}laporan.pdf").content
    assert pdf == documents.content(report.sha256)
    assert signing().verify(pdf).finding == Finding.GENUINE
    told = words(pdf)
    for said in ("NOVEMBER 2026", "Listrik padam 9 dan 10 November.", "Ditandatangani secara elektronik", "Diperiksa"):
        assert said.lower() in told.lower(), said
    done = set(LogEntry.objects.filter(what__endswith="office_report").values_list("what", flat=True))
    assert {name.removesuffix("_office_report") for name in done} == {
        "draft", "write", "send_back", "check", "sign", "export",
    }  # fmt: skip


def test_it_says_whose_turn_it_is(town: Town, report: OfficeReport, browser: Browser) -> None:
    preparer, checker, _ = people(town, browser)
    for post in ("ahli_madya", "kepala_dinas"):
        name = town.officer(post).name
        assert name in preparer.get(one(report)).content.decode()
        listed = due.listed(town.act("back_office", DECEMBER))
        assert next(name in row.turn for row in listed if row.title == "Laporan bulanan perizinan")
        checker.post(one(report, "setuju"), seen(report))


def test_later_changes_never_change_a_frozen_report(town: Town, report: OfficeReport, browser: Browser) -> None:
    preparer, checker, _ = people(town, browser)
    checker.post(one(report, "setuju"), seen(report))
    report.refresh_from_db()
    figures, annex, drawn = report.figures, report.annex, paper.draw(report, DECEMBER, is_draft=True)
    a_case(town, None, citizen=2)
    Letter.objects.filter(state="signed").update(name="Nama lain")
    assert preparer.post(one(report, "catat"), {"catatan": "x"}).status_code == 409
    assert draft(town, DECEMBER + timedelta(days=1)) == 0
    report = OfficeReport.objects.get()
    assert (report.figures, report.annex) == (figures, annex)
    assert words(paper.draw(report, DECEMBER, is_draft=True)) == words(drawn)
    sheet = paper.sheet(town.act("kepala_dinas", DECEMBER), report.pk)
    assert b"Nama lain" not in sheet.content


def test_while_it_is_a_draft_it_is_counted_again(town: Town, report: OfficeReport, browser: Browser) -> None:
    preparer, _, _ = people(town, browser)
    a_case(town, "pemeriksaan", citizen=2)
    old = seen(report)
    preparer.post(one(report, "catat"), {"catatan": ""})
    report.refresh_from_db()
    assert report.figures["all"]["running"] == 2
    assert browser(town.officer("ahli_madya")).post(one(report, "setuju"), old).status_code == 409


def test_nobody_does_what_another_post_does(town: Town, report: OfficeReport, browser: Browser) -> None:
    sent = seen(report) | {"frasa": PASSPHRASE, "alasan": "x", "catatan": "x"}
    refused = (("setuju", "kembali", "tanda-tangan"), ("catat", "tanda-tangan"), ("catat", "setuju", "kembali"))
    for client, acts in zip(people(town, browser), refused, strict=True):
        for what in acts:
            assert client.post(one(report, what), sent).status_code == 403, what
    assert people(town, browser)[1].post(one(report, "kembali"), seen(report) | {"alasan": ""}).status_code == 422
    outsider = browser(town.officer("loket"))
    assert f'href="{LIST}"' not in outsider.get("/petugas/").content.decode()
    paths = (LIST, one(report), f"{one(report)}laporan.pdf", f"{one(report)}laporan.xlsx")
    assert [outsider.get(path).status_code for path in paths] == [403] * 4
    elsewhere = browser(a_town(STANDARDS / "kampar").officer("kepala_dinas"))
    assert [elsewhere.get(path).status_code for path in paths[1:]] == [404] * 3
    assert people(town, browser)[2].get(one(report, "setuju")).status_code == 404


def test_the_page_tells_what_is_due_and_what_is_missing(town: Town, browser: Browser) -> None:
    act = town.act("kepala_dinas", JANUARY)
    found = {(row.title, row.span.name): row for row in due.listed(act)}
    assert ("Laporan pengaduan", "Desember 2026") in found
    assert ("Laporan SKM", "Tahun 2026") in found
    month = found["Laporan bulanan perizinan", "November 2026"]
    assert (month.due_on, month.state, due.is_late(month, JANUARY.date())) == (date(2026, 12, 14), "", True)
    assert month.key == ""  # the head does not prepare it
    year = found["Laporan tahunan", "Tahun 2026"]
    assert not due.is_late(year, JANUARY.date())
    with pytest.raises(NotYours):
        due.listed(town.act("loket", JANUARY))
    made = journey.draft_by_hand(town.act("back_office", JANUARY), "2026-b11")
    again = journey.draft_by_hand(town.act("back_office", JANUARY), "2026-b11")
    assert made == again
    client = browser(town.officer("back_office"))
    page = client.get(LIST).content.decode()
    assert "Laporan kantor" in page
    for key, status in (("2026-b13", 404), ("2199-b1", 422), ("2010", 422)):
        assert client.post(f"{LIST}buat/{key}/").status_code == status, key
    assert client.get(f"{LIST}buat/2026-b11/").status_code == 404
    assert browser(town.officer("kepala_dinas")).post(f"{LIST}buat/2026-b11/").status_code == 403


def rows_of(town: Town, title: str, at: datetime = JANUARY) -> dict[str, due.Due]:
    return {one.span.name: one for one in due.listed(town.act("kepala_dinas", at)) if one.title == title}


def test_registers_stand_beside_the_reports_with_whose_turn_it_is(town: Town, browser: Browser) -> None:
    a_case(town, None)
    assert rows_of(town, "Buku registrasi")["November 2026"].said == "Lengkap, 1 nomor"
    assert rows_of(town, "Buku registrasi")["Desember 2026"].said == "Nihil"
    a_case(town, "penandatanganan", citizen=1)
    found = rows_of(town, "Buku registrasi")["November 2026"]
    assert (found.said, found.turn) == ("1 dari 2 nomor belum selesai", "penanda tangan surat")
    assert due.is_late(found, JANUARY.date()) and not found.is_done
    complaints = rows_of(town, "Buku pengaduan")["November 2026"]
    assert (complaints.said, complaints.turn, complaints.is_done) == ("Nihil", "", True)
    assert len(rows_of(town, "Laporan SKM")) >= 1
    earlier = [name for name in rows_of(town, "Buku registrasi") if name.endswith("2025")]
    assert earlier == [], "of a time without services nothing is told, unless something was registered"
    draft(town)
    listed = browser(town.officer("kepala_dinas")).get(LIST).content.decode()
    address = re.search(r'href="(/petugas/buku-nomor/\?[^"]+)"', listed)
    if address:  # of the months that have ended by the clock of this machine
        assert browser(town.officer("kepala_dinas")).get(unescape(address[1])).status_code == 200


def test_numbers_that_were_reserved_wait_until_they_are_used_or_void(town: Town) -> None:
    register = Register.objects.create(office=town.office, key="surat", year=2026, last=3)
    block = Block.objects.create(
        office=town.office, register=register, first=1, last=2, reason="Listrik padam",
        by=town.officer("back_office"), at=DECEMBER,
    )  # fmt: skip
    states = (("reserved", {}), ("void", {"reason": "Salah", "accounted_at": DECEMBER}))
    for place, (state, more) in enumerate(states, start=1):
        ReservedNumber.objects.create(
            block=block,
            register=register,
            sequence=place,
            number=str(place),
            on=date(2026, 11, 20),
            state=state,
            **more,
        )
    found = rows_of(town, "Buku registrasi")["November 2026"]
    assert (found.said, found.turn) == ("1 dari 2 nomor belum selesai", "petugas penomoran")


@pytest.mark.parametrize(("every", "free"), [("tahun", True), ("triwulan", False)])
def test_the_survey_of_a_quarter_is_listed_and_late_only_where_it_is_asked_for(
    town: Town, every: str, free: bool
) -> None:
    office = Office.objects.get(pk=town.office.pk)
    office.definition += f"\nlaporan:\n  laporan_skm_tiap: {every}\n"
    office.definition_hash = every
    office.save()
    quarter = rows_of(town, "Laporan SKM", datetime(2027, 2, 1, 9, tzinfo=WIB))["Triwulan 4 2026"]
    assert (quarter.is_free, quarter.at, quarter.turn) == (free, ("survey_report", "2026-t4"), "pengelola kantor")
    assert due.is_late(quarter, date(2027, 2, 1)) == (not free)
    whole = rows_of(town, "Laporan SKM", datetime(2027, 2, 1, 9, tzinfo=WIB))
    assert ("Tahun 2026" in whole) == free


def test_a_long_annex_goes_to_the_background(
    town: Town, report: OfficeReport, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(town.officer("back_office"))
    short = client.get(f"{one(report)}laporan.xlsx")
    assert "laporan-rokan-hilir-2026-b11.xlsx" in short["Content-Disposition"]
    monkeypatch.setattr(paper, "AT_ONCE", 0)
    assert client.get(f"{one(report)}laporan.xlsx").status_code == 302
    assert make.make_next(making.MAKERS, lambda: DECEMBER)
    made = MadeFile.objects.get()
    content = client.get(f"/petugas/berkas-buatan/{made.pk}/unduh/").content
    for book in (short.content, content):
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
        assert sheets.sheet_names == ["Ringkasan", "Layanan", "Surat"]
        assert sheets.get_sheet_by_name("Surat").to_python()[1][1] == report.annex[0][1]
