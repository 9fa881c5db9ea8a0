"""Signing through a BSrE service over real HTTP: once, whoever presses how often, and found again when it was lost."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from silastri.adapters.signing.bsre.fake.mood import Mood
from silastri.adapters.signing.port import CannotTell, NotSigned, OutcomeUnknown
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.domain.refusal import Refusal
from silastri.journey.letters import authenticate
from silastri.journey.signing import sign
from tests import bsre
from tests.builders import Town, a_case, a_town
from tests.journey.signing.signed import LATER, NOON

VERSIONS = pytest.mark.parametrize("version", bsre.VERSIONS)


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "penandatanganan")


def signs(town: Town, case: Case, at: Any = NOON, passphrase: str = "frasa contoh") -> Case:
    act, head = town.act(case.post, at), town.officer(case.post)
    return sign.sign(act, ref=case.ref, turn=case.turn, passphrase=passphrase, signer=head)


def letter(case: Case) -> Letter:
    return Letter.objects.get(case=case)


@VERSIONS
def test_a_letter_is_signed_and_genuine(version: str, town: Town, case: Case, settings: Any, tmp_path: Path) -> None:
    with bsre.used(settings, tmp_path, version):
        signs(town, case)
        attempt, made = SigningAttempt.objects.get(), letter(case)
        answer = authenticate.authenticate_file(documents.content(made.sha256))
    assert (attempt.state, attempt.answer["status"], bool(attempt.document)) == ("signed", "200", version == "v1")
    assert (made.state, answer.letter, answer.verdict.is_example) == ("signed", made, True)
    assert answer.verdict.number == made.number


@VERSIONS
def test_a_refusal_is_written_down_with_its_code(
    version: str, town: Town, case: Case, settings: Any, tmp_path: Path
) -> None:
    with bsre.used(settings, tmp_path, version), pytest.raises(NotSigned):
        signs(town, case, passphrase="salah")
    assert SigningAttempt.objects.get().answer["code"] == "2031"


def test_an_officer_without_nik_is_told(town: Town, case: Case, settings: Any, tmp_path: Path) -> None:
    act, head = town.act(case.post, NOON), Person(pk=town.officer(case.post).pk, nik=None)
    with bsre.used(settings, tmp_path, "v2") as fake:
        with pytest.raises(NotSigned, match="belum punya NIK"):
            sign.sign(act, ref=case.ref, turn=case.turn, passphrase="frasa contoh", signer=head)
        assert fake.world.asked == 0
    assert letter(case).state == "numbered"


def test_what_version_1_cut_off_is_fetched_and_not_signed_again(
    town: Town, case: Case, settings: Any, tmp_path: Path
) -> None:
    with bsre.used(settings, tmp_path, "v1") as fake:
        fake.tell(Mood("putus", times=1))
        with pytest.raises(OutcomeUnknown):
            signs(town, case)
        assert SigningAttempt.objects.get().document
        signs(town, case, LATER, passphrase="")
        assert (fake.world.asked, fake.world.signed) == (1, 1)
        assert documents.content(letter(case).sha256) in fake.world.documents.values()
    assert letter(case).state == "signed"


@pytest.mark.parametrize(("version", "mood"), [("v1", "hilang"), ("v2", "hilang"), ("v2", "putus")])
def test_what_cannot_be_asked_about_waits_for_people(
    version: str, mood: str, town: Town, case: Case, settings: Any, tmp_path: Path
) -> None:
    with bsre.used(settings, tmp_path, version) as fake:
        fake.tell(Mood(mood, times=1))
        with pytest.raises(OutcomeUnknown):
            signs(town, case)
        for _ in range(2):
            with pytest.raises(CannotTell):
                signs(town, case, LATER)
        assert fake.world.asked == 1
    assert letter(case).state == "unknown"


@pytest.mark.django_db(transaction=True)
@VERSIONS
def test_pressed_many_times_at_once_the_service_is_asked_once(version: str, settings: Any, tmp_path: Path) -> None:
    town = a_town()
    case = a_case(town, "penandatanganan")
    gate, answers = threading.Barrier(6), []

    def press() -> None:
        gate.wait()
        try:
            signs(town, case)
            answers.append("signed")
        except Refusal:
            answers.append("refused")
        finally:
            connections.close_all()

    with bsre.used(settings, tmp_path, version) as fake:
        threads = [threading.Thread(target=press) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (fake.world.asked, fake.world.signed) == (1, 1)
    assert sorted(answers) == ["refused"] * 5 + ["signed"]
    assert SigningAttempt.objects.filter(letter__case=case).count() == 1
