"""Several cases at once: numbered, printed; and what is refused keeps none of the others from being done."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from django.db import DatabaseError
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.journey.registers.reserve_block import reserve_numbers
from silastri.journey.steps.number import number
from silastri.web.officer.lists import bulk
from tests.builders import Town, a_case
from tests.pekanbaru import pekanbaru

Browser = Callable[[Person | None], Client]
NUMBER, PRINT, PRINTED = "/petugas/banyak/nomor/", "/petugas/banyak/cetak/", "/petugas/banyak/sudah-dicetak/"


def picked(*cases: Case) -> dict[str, list[str]]:
    return {"berkas": [f"{case.ref}:{case.turn}" for case in cases]}


def numbers(case: Case) -> list[str]:
    return [letter.number for letter in letters.products(case) if letter.number]


def test_five_are_numbered_with_one_press(town: Town, browser: Browser) -> None:
    cases = [a_case(town, "penomoran") for _ in range(5)]
    client = browser(town.officer("back_office"))
    page = client.get("/petugas/").content.decode()
    assert all(f'value="{case.ref}:{case.turn}" form="banyak"' in page for case in cases)
    told = client.post(NUMBER, picked(*cases)).content.decode()
    given = [numbers(case)[0] for case in cases]
    assert len(set(given)) == 5
    assert all(one in told for one in given)
    assert "5 selesai" in told
    assert {Case.objects.get(pk=case.pk).step for case in cases} == {"penandatanganan"}


def test_what_is_refused_is_told_and_the_others_are_done(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved, elsewhere, taken, breaks, fine = (
        a_case(town, step) for step in ("penomoran", "verifikasi", "penomoran", "penomoran", "penomoran")
    )
    number(town.act("back_office"), ref=moved.ref, turn=moved.turn)
    Case.objects.filter(pk=taken.pk).update(taken_by=town.officer("loket"))
    carry_out = bulk.number_at_once

    def carried_out(act: object, *, ref: str, turn: int) -> Case:
        if ref == breaks.ref:
            raise DatabaseError("putus")
        return carry_out(act, ref=ref, turn=turn)  # type: ignore[arg-type]

    monkeypatch.setattr(bulk, "number_at_once", carried_out)
    before = numbers(moved)
    told = (
        browser(town.officer("back_office"))
        .post(NUMBER, picked(moved, elsewhere, taken, breaks, fine))
        .content.decode()
    )
    for said in ("1 selesai, 4 belum", "sudah dikerjakan", "bukan tugas jabatan Anda", "sedang dipegang", "gangguan"):
        assert said in told, said
    assert numbers(moved) == before, "none is numbered twice"
    assert [numbers(case) for case in (elsewhere, taken, breaks)] == [[], [], []]
    assert len(numbers(fine)) == 1


def test_who_does_not_number_numbers_nothing_and_another_offices_case_is_not_there(
    town: Town, browser: Browser
) -> None:
    from tests.builders import STANDARDS, a_town

    case, kampar = a_case(town, "penomoran"), a_town(STANDARDS / "kampar")
    for officer, said in (
        (town.officer("ahli_muda"), "bukan tugas jabatan Anda"),
        (kampar.officer("back_office"), "tidak ada"),
    ):
        told = browser(officer).post(NUMBER, picked(case))
        assert told.status_code == 422
        assert said in told.content.decode()
    client = browser(town.officer("back_office"))
    assert client.post(NUMBER, {})["Location"] == "/petugas/"
    assert client.get(NUMBER).status_code == 302
    assert numbers(case) == []


def test_a_letter_on_paper_or_with_a_reserved_number_is_numbered_on_its_own_page(browser: Browser, db: None) -> None:
    town = pekanbaru()
    case = a_case(town, "penomoran", service="sikop")
    told = browser(town.officer(case.post)).post(NUMBER, picked(case)).content.decode()
    assert "Surat di kertas" in told
    assert numbers(case) == []


def test_a_reserved_number_that_waits_is_not_passed_over(town: Town, browser: Browser) -> None:
    case = a_case(town, "penomoran")
    reserve_numbers(town.act("back_office"), register="rekomendasi", count=2, reason="Listrik padam")
    told = browser(town.officer("back_office")).post(NUMBER, picked(case)).content.decode()
    assert "nomor cadangan" in told
    assert numbers(case) == []


def test_letters_of_several_cases_are_printed_as_one_file_and_then_marked(town: Town, browser: Browser) -> None:
    cases = [a_case(town, "pencetakan") for _ in range(2)]
    early = a_case(town, "penomoran")
    client = browser(town.officer("back_office"))
    sent = client.post(PRINT, picked(*cases))
    assert sent["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(sent.content)) as whole:
        assert len(whole.pages) >= 2
    assert LogEntry.objects.filter(what="print_at_once", about__in=[case.ref for case in cases]).count() == 2
    told = client.post(PRINT, picked(cases[0], early)).content.decode()
    assert "1 siap dicetak, 1 belum" in told
    assert {Case.objects.get(pk=case.pk).step for case in cases} == {"pencetakan"}
    told = client.post(PRINTED, picked(*cases, early)).content.decode()
    assert "2 selesai, 1 belum" in told
    assert {Case.objects.get(pk=case.pk).step for case in cases} == {"penyerahan"}
    assert Case.objects.get(pk=early.pk).step == "penomoran"
