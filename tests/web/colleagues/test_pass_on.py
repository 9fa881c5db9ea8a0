"""A file goes from one officer's hand to a colleague's of the same post."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.offices import operations as offices
from silastri.apps.remarks.models import Remark
from silastri.domain.refusal import NotFit
from silastri.journey.desk import pass_on, take
from silastri.journey.frame.step import NotYourPost, OwnCase, StaleStep, TakenByOther
from tests.builders import MONDAY, Town, a_case

Browser = Callable[[Person | None], Client]
NOON = MONDAY + timedelta(days=1)


def colleague(town: Town, person: Person, post: str = "ahli_muda") -> Person:
    offices.post(town.office, person, post=post, since=MONDAY.date() - timedelta(days=9))
    town.office.refresh_from_db()
    return person


def test_the_colleague_has_it_in_hand_and_is_told(town: Town, browser: Browser) -> None:
    case, other = a_case(town, "verifikasi"), colleague(town, town.officer("loket"))
    client, here = browser(town.officer("ahli_muda")), f"/petugas/permohonan/{case.ref}/"
    client.post(f"{here}ambil/", {"giliran": case.turn})
    assert "Oper ke rekan" in client.get(here).content.decode()
    sent = {"giliran": case.turn, "rekan": other.pk, "pesan": "Saya cuti mulai besok."}
    assert client.post(f"{here}oper/", sent).status_code == 302
    passed = Case.objects.get(pk=case.pk)
    assert (passed.taken_by, passed.step, passed.turn, passed.due_at) == (other, case.step, case.turn, case.due_at)
    made = Remark.objects.get()
    assert (made.kind, made.to, made.text) == ("passed_on", other, "Saya cuti mulai besok.")
    told = Message.objects.get(template="passed_on")
    assert told.person == other
    assert "cuti" not in told.body
    assert "Berkas dioper kepada Anda" in browser(other).get("/petugas/disebut/").content.decode()
    with pytest.raises(TakenByOther):
        pass_on.pass_on(town.act("ahli_muda", NOON), ref=case.ref, turn=case.turn, to=other.pk)


def refused(town: Town, case: Case, to: int, error: type[Exception], post: str = "ahli_muda") -> None:
    before = Case.objects.values().get(pk=case.pk)
    with pytest.raises(error):
        pass_on.pass_on(town.act(post, NOON), ref=case.ref, turn=case.turn, to=to)
    assert Case.objects.values().get(pk=case.pk) == before
    assert not Remark.objects.exists()
    assert not Message.objects.filter(template="passed_on").exists()


def test_only_to_somebody_of_that_post_who_may_do_the_step(town: Town) -> None:
    case = a_case(town, "persetujuan")
    checker = colleague(town, town.officer("back_office"), "ahli_madya")
    citizen, applicant = town.citizens[1], colleague(town, town.citizens[0], "ahli_madya")
    for wrong in (town.officer("loket"), citizen, applicant, checker, town.officer("ahli_madya")):
        refused(town, case, wrong.pk, NotFit, "ahli_madya")


def test_not_by_another_post_nor_the_applicant_nor_when_it_has_moved_on(town: Town) -> None:
    case, other = a_case(town, "verifikasi"), colleague(town, town.officer("loket"))
    refused(town, case, other.pk, NotYourPost, "back_office")
    case.turn -= 1
    refused(town, case, other.pk, StaleStep)
    case.turn += 1
    Case.objects.filter(pk=case.pk).update(applicant=town.officer("ahli_muda"))
    refused(town, case, other.pk, OwnCase)


def test_a_page_that_is_old_says_so(town: Town, browser: Browser) -> None:
    case, other = a_case(town, "verifikasi"), colleague(town, town.officer("loket"))
    take.take(town.act("loket", NOON), ref=case.ref, turn=case.turn)
    client = browser(town.officer("ahli_muda"))
    address = f"/petugas/permohonan/{case.ref}/oper/"
    assert client.post(address, {"giliran": case.turn, "rekan": other.pk}).status_code == 409
    assert client.post(address, {"giliran": case.turn - 1, "rekan": other.pk}).status_code == 409
    assert not Remark.objects.exists()
