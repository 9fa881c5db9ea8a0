"""Files made in the background: by whom, how far, how often tried, how long kept."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from python_calamine import CalamineWorkbook

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.letters.ledger import LedgerQuery
from silastri.apps.made_files import operations, queries
from silastri.apps.made_files.models import MadeFile
from silastri.apps.offices.models import Posting
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.jobs import making
from silastri.journey.desk import export_cases
from silastri.journey.made_files import ask, make
from silastri.journey.made_files.make import Maker, Making
from silastri.journey.registers import ledger_paper, long_ledger
from tests.builders import MONDAY, Town, a_case
from tests.pekanbaru import words

Browser = Callable[[Person | None], Client]
State = MadeFile.State
LIST = "/petugas/berkas-buatan/"


def asked(town: Town, what: str = "x", name: str = "x.xlsx") -> MadeFile:
    return ask.ask(town.act("back_office"), what, title="Daftar contoh", name=name, asked={"a": 1}, total=3)


def write(_: Act, made: Making) -> None:
    for row in made.counted([b"satu ", b"dua ", b"tiga"], 3):
        made.out.write(row)


def makes(maker: Maker, at: timedelta = timedelta()) -> bool:
    return make.make_next({"x": maker}, lambda: MONDAY + at)


def test_it_is_asked_for_made_taken_and_removed(town: Town, browser: Browser) -> None:
    made = asked(town)
    mine, other = browser(town.officer("back_office")), browser(town.officer("loket"))
    assert f'href="{LIST}"' in mine.get("/petugas/").content.decode()
    waiting = mine.get(f"{LIST}{made.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    assert "Menunggu giliran" in waiting
    assert mine.get(f"{LIST}{made.pk}/unduh/").status_code == 409
    assert makes(write)
    assert not makes(write)
    made.refresh_from_db()
    assert (made.state, made.done, made.total, made.size, made.asked) == (State.DONE, 3, 3, 13, {})
    stored = queries.place(made.token)
    with default_storage.open(stored, "rb+") as bare:  # as it lies on the disk
        assert b"tiga" not in bare.read()
    for path in (f"{LIST}{made.pk}/", LIST):
        page = mine.get(path).content.decode()
        assert f"{LIST}{made.pk}/unduh/" in page
        assert "hx-trigger" not in page.partition("<main")[2]
    taken = mine.get(f"{LIST}{made.pk}/unduh/")
    assert taken.content == b"satu dua tiga"
    assert taken["Content-Disposition"] == 'attachment; filename="x.xlsx"'
    assert [other.get(f"{LIST}{made.pk}/{more}").status_code for more in ("", "unduh/")] == [404, 404]
    assert made.title not in other.get(LIST).content.decode()
    assert make.forget(MONDAY + timedelta(days=6)) == 0
    assert make.forget(MONDAY + timedelta(days=7, minutes=1)) == 1
    assert not default_storage.exists(stored)
    assert mine.get(f"{LIST}{made.pk}/unduh/").status_code == 409
    assert "sudah dihapus" in mine.get(f"{LIST}{made.pk}/").content.decode()
    assert set(LogEntry.objects.values_list("what", flat=True)) >= {"ask_made_file", "take_made_file"}


def test_the_same_asked_twice_is_one_and_a_sixth_is_too_many(town: Town) -> None:
    assert asked(town).pk == asked(town).pk
    for n in range(4):
        asked(town, name=f"{n}.xlsx")
    with pytest.raises(ask.TooMany, match="5 berkas"):
        asked(town, name="lain.xlsx")
    assert MadeFile.objects.count() == 5


def test_what_a_killed_worker_left_is_made_by_another(town: Town) -> None:
    made = asked(town)
    first = operations.claim(MONDAY)
    assert first
    assert not makes(write, timedelta(seconds=90))  # its lease still runs
    assert operations.went_on(first, done=1, total=3, at=MONDAY + timedelta(seconds=90))
    assert not makes(write, timedelta(minutes=3))
    assert makes(write, timedelta(minutes=4))
    assert not operations.went_on(first, done=2, total=3, at=MONDAY + timedelta(minutes=5))
    assert not operations.keep(first, io.BytesIO(b"lama"), size=4, at=MONDAY)
    made.refresh_from_db()
    assert (made.state, made.attempts, queries.content(made)) == (State.DONE, 2, b"satu dua tiga")


def test_a_worker_that_lost_its_file_stops_in_silence(town: Town) -> None:
    made = asked(town)

    def slow(_: Act, making: Making) -> None:
        MadeFile.objects.filter(pk=made.pk).update(lease="lain")
        making.went_on(3, 3)

    assert makes(slow)
    made.refresh_from_db()
    assert (made.state, made.lease) == (State.RUNNING, "lain")


def test_what_cannot_be_made_is_tried_three_times_and_told(town: Town, browser: Browser) -> None:
    made = asked(town)

    def broken(_: Act, __: Making) -> None:
        raise ValueError("kabel putus")

    assert [makes(broken) for _ in range(4)] == [True, True, True, False]
    made.refresh_from_db()
    assert (made.state, made.attempts) == (State.FAILED, 3)
    page = browser(town.officer("back_office")).get(f"{LIST}{made.pk}/").content.decode()
    assert "gagal dibuat" in page
    assert "kabel putus" not in page


def test_a_refusal_is_told_at_once_and_who_left_the_office_gets_nothing(town: Town) -> None:
    def refused(_: Act, __: Making) -> None:
        raise NotFit("Terlalu banyak untuk satu berkas.")

    one = asked(town)
    makes(refused)
    one.refresh_from_db()
    assert (one.state, one.why, one.attempts) == (State.FAILED, "Terlalu banyak untuk satu berkas.", 1)
    two = asked(town, name="dua.xlsx")
    Posting.objects.filter(office=town.office, person=two.by).update(until=MONDAY.date() - timedelta(days=1))
    town.office.turn += 1
    town.office.save()
    makes(write)
    two.refresh_from_db()
    assert (two.state, two.why) == (State.FAILED, "Anda bukan lagi petugas kantor ini.")


def test_a_long_list_of_cases_goes_to_the_background(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [a_case(town, "penomoran"), a_case(town, "penomoran", citizen=1)]
    monkeypatch.setattr(export_cases, "AT_ONCE", 1)
    client = browser(town.officer("back_office"))
    sent = client.get("/petugas/permohonan/daftar.xlsx")
    made = MadeFile.objects.get()
    assert sent["Location"] == f"{LIST}{made.pk}/"
    assert make.make_next(making.MAKERS, lambda: MONDAY + timedelta(days=3))
    made.refresh_from_db()
    assert (made.state, made.done) == (State.DONE, 2)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(queries.content(made))).get_sheet_by_index(0)
    assert {row[0] for row in sheet.to_python()[1:]} == {case.ref for case in cases}
    assert LogEntry.objects.get(what="export_cases").detail["rows"] == 2


def test_a_long_ledger_goes_to_the_background(town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    for citizen in range(3):
        a_case(town, "penandatanganan", citizen=citizen)
    monkeypatch.setattr(ledger_paper, "AT_ONCE", 2)
    monkeypatch.setattr(long_ledger, "AT_ONCE", 2)
    client = browser(town.officer("back_office"))
    for ending in ("pdf", "xlsx"):
        assert client.get(f"/petugas/buku-nomor/buku.{ending}?tahun=2026").status_code == 302
    assert not LogEntry.objects.filter(what="export_ledger").exists(), "nobody has seen anything yet"
    while make.make_next(making.MAKERS, lambda: MONDAY + timedelta(days=3)):
        pass
    sheet, paper = (MadeFile.objects.get(name__endswith=ending) for ending in ("xlsx", "pdf"))
    assert (paper.state, sheet.state, paper.done) == (State.DONE, State.DONE, 3)
    told = words(queries.content(paper))
    for said in ("/0001/", "/0003/", "Halaman 1 dari 1", "Mengetahui,", "3 nomor"):
        assert said in told.replace("\u200b", ""), said
    rows = CalamineWorkbook.from_filelike(io.BytesIO(queries.content(sheet))).get_sheet_by_index(0).to_python()
    assert len(rows) == 4
    assert [one.detail["rows"] for one in LogEntry.objects.filter(what="export_ledger")] == [3, 3]
    monkeypatch.setattr(long_ledger, "MOST_ON_PAPER", 2)
    with pytest.raises(ledger_paper.TooMany, match="satu bulan"):
        long_ledger.ask_file(town.act("back_office"), LedgerQuery(2026), "x.pdf", on_paper=True)
