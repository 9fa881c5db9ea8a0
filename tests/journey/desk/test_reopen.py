"""A wrong result of the look-up is opened again by the superior, with a reason; never once a letter is signed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.cases.queries import card_is_whole, runs
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.domain.case import step_notes
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.desk import reopen
from silastri.journey.frame.step import OwnCase, StaleStep
from silastri.practice.runner import Runner
from tests.builders import MONDAY, STANDARDS, Town, a_town

NOON = MONDAY + timedelta(hours=5)
REASON = "Salah pilih orang."
Browser = Callable[[Person | None], Client]


@pytest.fixture
def dinsos(db: None) -> Town:
    return a_town(STANDARDS / "pekanbaru-dinsos")


def at(town: Town, step: str | None, citizen: int = 0) -> Case:
    """A case that is at that step; of the citizens only the third is not in the registry."""
    case = Runner(town.service("dtks"), town.citizens[citizen], NOON, 0).to(step)
    return Case.objects.get(pk=case.pk)


def reopened(town: Town, case: Case, post: str = "supervisor", reason: str = REASON) -> Case:
    return reopen.reopen(town.act(post, NOON), ref=case.ref, turn=case.turn, reason=reason)


def test_goes_back_to_the_look_up_and_the_card_keeps_what_was_said(dinsos: Town) -> None:
    case = at(dinsos, "penyerahan", citizen=2)
    back = reopened(dinsos, case)
    assert (back.state, back.step, back.post) == ("running", "pengecekan", "operator_siks")
    assert step_notes.facts(back.notes, "pengecekan").look_up is None
    run = StepRun.objects.filter(case=case).latest("turn")
    assert (run.step, run.outcome) == ("penyerahan", reopen.REOPENED)
    assert REASON in run.told
    assert "Hasil sebelumnya" in run.note
    assert "Hasil sebelumnya" not in run.told
    assert dinsos.officer("supervisor").name in run.by
    assert card_is_whole(back, runs(back))
    told = Message.objects.filter(case=case).latest("pk")
    assert told.person_id == dinsos.officer("operator_siks").pk


def test_a_number_without_a_signature_is_void_and_the_next_letter_gets_its_own(dinsos: Town) -> None:
    case = at(dinsos, "penandatanganan")
    old = Letter.objects.get(case=case)
    reopened(dinsos, case)
    old.refresh_from_db()
    assert (old.state, bool(old.number)) == ("void", True)
    assert REASON in old.void_reason
    runner = Runner(dinsos.service("dtks"), dinsos.citizens[0], NOON, 0)
    again = Case.objects.get(pk=case.pk)
    while again.step:
        again = runner.onward(again)
    letter = Letter.objects.get(case=case, state=Letter.State.SIGNED)
    assert letter.number != old.number


@pytest.mark.parametrize("post", ["operator_siks", "front_office", "back_office", "kepala_dinas"])
def test_only_the_superior_of_who_looked_up(dinsos: Town, post: str) -> None:
    case = at(dinsos, "penomoran")
    with pytest.raises(NotYours):
        reopened(dinsos, case, post)
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_not_once_the_letter_is_signed(dinsos: Town) -> None:
    case = at(dinsos, "penyerahan")
    with pytest.raises(reopen.IsSigned):
        reopened(dinsos, case)
    kept = Case.objects.get(pk=case.pk)
    assert (kept.step, kept.notes) == ("penyerahan", case.notes)
    assert Letter.objects.get(case=case).state == "signed"


@pytest.mark.parametrize("step", ["pengecekan", None])
def test_not_before_there_is_a_result_nor_after_the_end(dinsos: Town, step: str | None) -> None:
    case = at(dinsos, step, citizen=2)
    with pytest.raises(reopen.NothingToReopen):
        reopened(dinsos, case)
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_needs_a_reason_the_present_turn_and_another_persons_case(dinsos: Town) -> None:
    case = at(dinsos, "penyerahan", citizen=2)
    with pytest.raises(NotFit) as refused:
        reopened(dinsos, case, reason="  ")
    assert "alasan" in refused.value.fields
    with pytest.raises(StaleStep):
        reopen.reopen(dinsos.act("supervisor", NOON), ref=case.ref, turn=case.turn - 1, reason=REASON)
    Case.objects.filter(pk=case.pk).update(applicant=dinsos.officer("supervisor"))
    with pytest.raises(OwnCase):
        reopened(dinsos, case)
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_on_the_page_of_the_superior_alone(dinsos: Town, browser: Browser) -> None:
    case = at(dinsos, "penyerahan", citizen=2)
    path = f"/petugas/permohonan/{case.ref}/"
    assert "Hasil ini keliru" not in browser(dinsos.officer("front_office")).get(path).content.decode()
    superior = browser(dinsos.officer("supervisor"))
    assert "Hasil ini keliru" in superior.get(path).content.decode()
    typed = {"giliran": case.turn, "alasan": ""}
    assert "Tulis mengapa" in superior.post(path + "buka-lagi/", typed, follow=True).content.decode()
    assert Case.objects.get(pk=case.pk).step == "penyerahan"
    after = superior.post(path + "buka-lagi/", typed | {"alasan": REASON}, follow=True).content.decode()
    assert "hasil pengecekan dibuka lagi" in after
    assert REASON in after
    assert Case.objects.get(pk=case.pk).step == "pengecekan"
