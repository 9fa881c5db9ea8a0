"""A superior sees what is late below him, and gives a file to another officer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.offices import operations as offices
from silastri.apps.remarks.models import Remark
from silastri.apps.reminders.models import Told
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.desk import late_below
from silastri.journey.desk.late_below import NotBelow, NotLate
from silastri.journey.frame.step import OwnCase, StaleStep
from silastri.journey.papers import control_card
from tests.builders import MONDAY, Town, a_case

Browser = Callable[[Person | None], Client]
LIST = "/petugas/terlambat/"


def late_case(town: Town, step: str = "pemeriksaan") -> Case:
    case = a_case(town, step)
    Case.objects.filter(pk=case.pk).update(due_at=timezone.now() - timedelta(hours=30), taken_by=None)
    case.refresh_from_db()
    return case


def colleague(town: Town, post: str = "back_office", by: str = "loket") -> Person:
    offices.post(town.office, town.officer(by), post=post, since=MONDAY.date() - timedelta(days=9))
    town.office.refresh_from_db()
    return town.officer(by)


def test_a_superior_sees_what_is_late_below_him_and_gives_it_to_another(town: Town, browser: Browser) -> None:
    case, other = late_case(town), colleague(town)
    client, here = browser(town.officer("ahli_muda")), f"/petugas/permohonan/{case.ref}/"
    desk = client.get("/petugas/").content.decode()
    assert f'href="{LIST}"' in desk, "by the menu"
    shown = client.get(LIST).content.decode()
    assert case.ref in shown
    assert "/petugas/terlambat/daftar.xlsx" in shown
    page = client.get(here).content.decode()
    assert "Perlu bantuan Anda" in page
    assert 'href="#catatan"' in page
    assert "Belum ada yang mengambilnya" in page
    answer = client.post(f"{here}berikan/", {"giliran": case.turn, "rekan": other.pk, "pesan": "Tolong, ya."})
    assert answer["Location"] == LIST
    given = Case.objects.get(pk=case.pk)
    assert (given.taken_by, given.step, given.turn, given.due_at) == (other, case.step, case.turn, case.due_at)
    assert Message.objects.get(template="passed_on").person == other
    assert Remark.objects.get().text == "Tolong, ya."
    assert LogEntry.objects.filter(what="give_to", about=case.ref).count() == 1
    assert "Berkasnya dipegang" in client.get(here).content.decode()


def test_to_whoever_has_the_file_a_note_is_ready(town: Town, browser: Browser) -> None:
    case = late_case(town)
    page = browser(town.officer("ahli_madya")).get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert f'<option value="{town.officer("back_office").pk}" selected>' in page


def test_who_is_no_superior_has_no_such_list(town: Town, browser: Browser) -> None:
    case = late_case(town)
    client = browser(town.officer("back_office"))
    assert "Terlambat di bawah saya" not in client.get("/petugas/").content.decode()
    assert case.ref not in client.get(LIST).content.decode()
    assert "Perlu bantuan Anda" not in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()


@pytest.mark.parametrize("step", ["penyerahan", "verifikasi"])
def test_not_what_waits_for_a_citizen_nor_what_is_his_own(town: Town, browser: Browser, step: str) -> None:
    case = late_case(town, step)
    assert case.ref not in browser(town.officer("ahli_muda")).get(LIST).content.decode()


def test_it_can_be_searched_and_kept_as_a_sheet(town: Town, browser: Browser) -> None:
    case = late_case(town)
    client = browser(town.officer("ahli_muda"))
    assert case.ref in client.post(LIST, {"cari": case.ref}, follow=True).content.decode()
    assert (
        "Tidak ada yang cocok"
        in client.post(LIST, {"cari": "tidak ada yang bernama begini"}, follow=True).content.decode()
    )
    assert client.get(f"{LIST}daftar.xlsx").status_code == 200
    sent = {"daftar": "late_below", "nama": "Punya saya", "saringan": "pilih=terlambat"}
    assert client.post("/petugas/tampilan/", sent)["Location"].startswith(LIST)


def test_refused(town: Town) -> None:
    case, other = late_case(town), colleague(town)
    act = town.act("ahli_muda", timezone.now())

    def give(error: type[Refusal], *, post: str = "ahli_muda", to: int = other.pk, turn: int = case.turn) -> None:
        before = Case.objects.values().get(pk=case.pk)
        with pytest.raises(error):
            late_below.give(town.act(post, timezone.now()), ref=case.ref, turn=turn, to=to, note="x")
        assert Case.objects.values().get(pk=case.pk) == before
        assert not Remark.objects.exists()

    give(NotBelow, post="tim_teknis")
    give(NotBelow, post="back_office")
    give(StaleStep, turn=case.turn - 1)
    give(NotFit, to=town.officer("kepala_dinas").pk)
    Case.objects.update(taken_by=other)
    give(NotFit)
    Case.objects.update(taken_by=None, applicant=act.by.person)
    give(OwnCase)
    Case.objects.update(applicant=town.citizens[0], due_at=timezone.now() + timedelta(days=1))
    give(NotLate)
    with pytest.raises(NotLate):
        late_below.may_give(act, ref=case.ref, turn=case.turn)


def test_a_wrong_choice_is_said_on_the_page(town: Town, browser: Browser) -> None:
    case = late_case(town)
    colleague(town)
    client, here = browser(town.officer("ahli_muda")), f"/petugas/permohonan/{case.ref}/berikan/"
    answer = client.post(here, {"giliran": case.turn, "rekan": "0"})
    assert answer.status_code == 422
    assert "Pilih salah satu." in answer.content.decode()
    assert client.get(here)["Location"] == f"/petugas/permohonan/{case.ref}/"


def test_the_card_says_that_a_superior_was_told_and_its_seals_hold(town: Town, browser: Browser) -> None:
    case = late_case(town)
    Told.objects.create(
        case=case, turn=case.turn, tier=1, post="ahli_muda", person=town.officer("ahli_muda"), at=MONDAY
    )
    page = browser(town.officer("back_office")).get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert "Penata Perizinan Ahli Muda dikabari berkas ini lewat batas waktu" in page
    assert "pernah diubah di luar sistem" not in page
    assert control_card.draw(case, at=timezone.now()).startswith(b"%PDF")
