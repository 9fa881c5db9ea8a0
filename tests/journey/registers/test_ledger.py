"""The Buku Registrasi: every number in its place, whatever became of it; filtered, on paper and in a spreadsheet."""

import io
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.letters.ledger import LedgerQuery
from silastri.apps.letters.models import Letter
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.apply import withdraw
from silastri.journey.registers import account_for_reserved as account
from silastri.journey.registers import ledger, renumber, reserve_block
from silastri.journey.registers import ledger_paper as papers
from silastri.journey.registers.account_for_reserved import OnPaper
from silastri.journey.registers.ledger import Row
from tests.builders import MONDAY, SCHOOL, STANDARDS, Town, a_case, a_town
from tests.pekanbaru import words

LATER = MONDAY + timedelta(days=2)
TODAY = LATER.date()
ALL = LedgerQuery(2026)


def rows(town: Town, wanted: LedgerQuery = ALL, today: date = TODAY) -> list[Row]:
    return list(ledger.rows(town.office, ledger.kept(ledger.places(town.office, wanted, today=today)), today=today))


def numbers(found: Iterable[Row]) -> list[int]:
    return [row.sequence for row in found]


@pytest.fixture
def full(town: Town) -> Town:
    """1 in force and handed over, 2 voided for 3 (unsigned), 4 withdrawn, 5 on paper, 6 void, 7 still reserved."""
    a_case(town, None)
    case = a_case(town, "penandatanganan", citizen=1)
    act = town.act("back_office", LATER)
    renumber.renumber(act, ref=case.ref, turn=case.turn, key="surat", reason="Salah ketik.")
    gone = a_case(town, "penandatanganan", citizen=2)
    withdraw.withdraw(town.citizen_act(2, LATER), ref=gone.ref)
    block = reserve_block.reserve_numbers(act, register="rekomendasi", count=3, reason="Listrik padam.")
    five, six, _ = block.numbers.order_by("sequence")
    account.used_on_paper(act, number=five.pk, paper=OnPaper("=Ayu Contoh", TODAY, "Kepala Contoh", name="Surat lain"))
    account.void(act, number=six.pk, reason="Kertas rusak.")
    return town


def test_every_number_has_its_row(full: Town) -> None:
    found = rows(full)
    assert numbers(found) == [1, 2, 3, 4, 5, 6, 7]
    assert [row.standing for row in found] == ["signed", "void", "numbered", "void", "issued", "void", "reserved"]
    first = found[0]
    case = Case.objects.get(state="done")
    assert (first.ref, first.holder, first.how) == (case.ref, case.holder_name, "Elektronik")
    assert first.signer == full.officer("kepala_dinas").name
    assert (first.handed_on, first.receiver) == (case.ended_at and case.ended_at.date(), full.citizens[0].name)
    back_office = full.officer("back_office").name
    assert found[1].remark == f"Salah ketik. ({back_office}, 11 November 2026)"
    assert found[3].remark == f"Dibatalkan oleh pemohon. ({full.citizens[2].name}, 11 November 2026)"
    assert (found[4].kind, found[4].holder, found[4].how) == ("Surat lain", "=Ayu Contoh", "Tinta")
    assert found[5].remark == f"Kertas rusak. ({back_office}, 11 November 2026)"
    assert (found[6].number, found[6].remark) == (
        "500.16.7.4/0007/DPMPTSP/..../2026",
        f"Dicadangkan {back_office}",
    )


FILTERED: list[tuple[dict[str, str], list[int]]] = [
    ({}, [1, 2, 3, 4, 5, 6, 7]),
    ({"keadaan": "signed"}, [1]),
    ({"keadaan": "void"}, [2, 4, 6]),
    ({"keadaan": "numbered"}, [3]),
    ({"keadaan": "issued"}, [5]),
    ({"keadaan": "reserved"}, [7]),
    ({"keadaan": "revoked"}, []),
    ({"bulan": "11"}, [1, 2, 3, 4, 5, 6, 7]),
    ({"bulan": "12"}, []),
    ({"buku": "rekomendasi"}, [1, 2, 3, 4, 5, 6, 7]),
    ({"cari": "ayu"}, [5]),
    ({"cari": "/0004/"}, [4]),
    ({"cari": "rhl- 0001"}, [1]),
    ({"cari": "%"}, []),  # a sign, not any text
]
# What stands in no list of the page: another year, month, register, service or state.
NO_FILTERS = [
    {"tahun": "1999"},
    {"tahun": "x"},
    {"bulan": "13"},
    {"bulan": "-1"},
    {"buku": "lain"},
    {"layanan": "999999"},
    {"layanan": "1 OR 1=1"},
    {"keadaan": "hilang"},
]


def test_filtered(full: Town) -> None:
    for given, found in FILTERED:
        assert numbers(rows(full, ledger.asked(full.office, given, today=TODAY))) == found, given
    for given in NO_FILTERS:
        with pytest.raises(NotFit):
            ledger.asked(full.office, given, today=TODAY)


def test_by_service(full: Town) -> None:
    jompo = str(full.service().pk)
    assert numbers(rows(full, ledger.asked(full.office, {"layanan": jompo}, today=TODAY))) == [1, 2, 3, 4]
    school = str(full.service(SCHOOL).pk)
    assert rows(full, ledger.asked(full.office, {"layanan": school}, today=TODAY)) == []


def test_how_a_letter_stands_that_day(full: Town) -> None:
    letter = Letter.objects.get(state="signed")
    letter.valid_until = TODAY
    letter.save()
    for today, standing in ((TODAY, "signed"), (TODAY + timedelta(days=1), "ended")):
        assert rows(full, today=today)[0].standing == standing
        assert numbers(rows(full, LedgerQuery(2026, state=standing), today)) == [1]
    letter.state = "revoked"
    letter.save()
    assert numbers(rows(full, LedgerQuery(2026, state="revoked"))) == [1]
    assert rows(full, LedgerQuery(2026, state="signed")) == []


def test_papers_of_steps_have_their_place_too(db: None) -> None:
    town = a_town(STANDARDS / "kampar")
    a_case(town, "penandatanganan", service=SCHOOL)
    found = rows(town)
    assert [(row.number.split("/")[0], row.sequence) for row in found] == [("500.16.7.4", 1), ("500.16.7", 1)]
    covering = found[1]
    assert (covering.standing, covering.how, covering.handed_on) == ("issued", "Tinta di cetakan", None)
    assert covering.signer, "who signs the print is known"
    assert numbers(rows(town, LedgerQuery(2026, register="surat_keluar"))) == [1]


def test_a_book_of_many_rows_takes_few_questions(full: Town) -> None:
    found = list(ledger.kept(ledger.places(full.office, ALL, today=TODAY)))
    with CaptureQueriesContext(connection) as counted:
        assert len(list(ledger.rows(full.office, found * 70, today=TODAY))) == 490
    assert len(counted) <= 5


def test_as_a_spreadsheet(full: Town) -> None:
    act = full.act("back_office", LATER)
    sheet = papers.sheet(act, ALL)
    table = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in table] == ["No. urut", 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]
    assert table[1][2] == MONDAY.date()
    assert table[5][4] == "=Ayu Contoh", "a name that looks like a formula is a name"
    assert table[7][10] == "Cadangan belum dipakai"
    kept = LogEntry.objects.get(what="export_ledger")
    assert (kept.person_id, kept.detail["rows"]) == (act.by.person, 7)


def test_on_paper(full: Town) -> None:
    told = words(papers.draw(full.act("back_office", LATER), ALL))
    for word in ("BUKU REGISTRASI SURAT", "Tahun 2026", "7 nomor", "=Ayu Contoh", "Cadangan belum dipakai",
                 "Kertas rusak.", "Mengetahui,", full.officer("kepala_dinas").name, "Halaman 1 dari"):  # fmt: skip
        assert word in told, word
    empty = words(papers.draw(full.act("back_office", LATER), LedgerQuery(2026, month=2)))
    assert "Tidak ada nomor pada masa ini." in empty
    assert "Februari 2026" in empty


def test_a_sheet_for_the_outage(full: Town) -> None:
    act = full.act("back_office", LATER)
    block = reserve_block.reserve_numbers(act, register="rekomendasi", count=20, reason="Gempa.")
    told = words(papers.reserved_sheet(act, block))
    for word in ("DAFTAR NOMOR CADANGAN", "8 sampai 27", "500.16.7.4/0027/DPMPTSP/..../2026", "Gempa."):
        assert word in told, word


def test_too_much_for_one_file(full: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "AT_ONCE", 6)
    with pytest.raises(papers.TooMany, match="satu bulan"):
        papers.draw(full.act("back_office", LATER), ALL)
    papers.draw(full.act("back_office", LATER), LedgerQuery(2026, state="void"))


def test_only_who_keeps_the_registers_takes_the_book_home(full: Town) -> None:
    for do in (papers.draw, papers.sheet):
        with pytest.raises(NotYours):
            do(full.act("tim_teknis", LATER), ALL)
    assert not LogEntry.objects.filter(what="export_ledger").exists()
