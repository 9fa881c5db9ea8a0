"""Letters that may be signed or not: they are asked about, and nothing is signed twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import CannotTell, Order, OutcomeUnknown, Signer
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import SigningAttempt
from silastri.apps.offices import operations as offices
from silastri.domain.act import SYSTEM, Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.signing_claim import AlreadySigning, InDoubt
from silastri.journey.papers import letter as papers
from silastri.journey.signing import acting, settle, sign
from silastri.journey.steps import decide
from silastri.practice import sample
from tests import signers
from tests.builders import MONDAY, Town, a_case

from .signed import LATER, NOON, attempts, back, letter, signs, signs_and_dies, to_signing

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "penandatanganan")


def test_a_lost_answer_is_asked_for_and_the_letter_not_signed_again(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = signers.told(monkeypatch, "lost", can_tell=True)
    with pytest.raises(OutcomeUnknown):
        signs(town, case)
    after = signs(town, case, LATER, passphrase="")
    assert after.step != case.step
    assert (len(signer.made), attempts(case)) == (1, ["unknown", "signed"])
    assert documents.content(letter(case).sha256) == signer.made[0].pdf
    assert letter(case).signed_at == NOON


def test_what_the_signer_cannot_tell_is_never_tried_again(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = signers.told(monkeypatch, "lost")
    with pytest.raises(OutcomeUnknown):
        signs(town, case)
    for _ in range(3):
        with pytest.raises(CannotTell):
            signs(town, case, LATER)
    assert (len(signer.made), letter(case).state) == (1, "unknown")
    with pytest.raises(InDoubt):
        head = town.act("kepala_dinas", LATER)
        decide.turn_away(head, ref=case.ref, turn=case.turn, outcome="tolak", note="Tidak sesuai.")


def test_a_process_that_died_leaves_a_letter_that_is_asked_about(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = signers.told(monkeypatch)
    letters.begin_signing(case, keys=["surat"], mode="elektronik", at=NOON)
    with pytest.raises(AlreadySigning):
        signs(town, case)
    with pytest.raises(CannotTell):
        signs(town, case, LATER)
    assert (letter(case).state, signer.made) == ("unknown", [])


def test_the_demo_signer_knows_that_nothing_was_signed_elsewhere(town: Town, case: Case) -> None:
    letters.begin_signing(case, keys=["surat"], mode="elektronik", at=NOON)
    settle.ask_about_lost(Act(SYSTEM, LATER, "job"))
    assert (letter(case).state, attempts(case)) == ("numbered", ["not_made"])
    signs(town, case, LATER)
    assert letter(case).state == "signed"


def test_what_was_written_down_before_the_process_died_is_used(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = signers.told(monkeypatch)
    signs_and_dies(town, case, monkeypatch)
    signers.told(monkeypatch, "refused")
    signs(town, case, LATER, passphrase="")
    assert documents.content(letter(case).sha256) == signer.made[0].pdf


def test_a_signature_that_could_not_be_written_down_is_in_doubt(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else its letter has a file of which no signature is known, and its case goes nowhere any more."""
    signer = signers.told(monkeypatch)
    with monkeypatch.context() as away:
        away.setattr(letters, "asked", _fails_once(letters.asked))
        with pytest.raises(OutcomeUnknown):
            signs(town, case)
    kept = SigningAttempt.objects.get()
    assert (letter(case).state, letter(case).sha256, kept.state, kept.document) == ("unknown", "", "unknown", "dok-1")
    after = signs(town, case, LATER, passphrase="")
    assert after.step != case.step
    assert documents.content(letter(case).sha256) == signer.made[0].pdf
    assert len(signer.made) == 1


def test_a_signature_whose_writing_down_was_not_confirmed_is_used(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = signers.told(monkeypatch)
    with monkeypatch.context() as away:
        away.setattr(letters, "asked", _fails_once(letters.asked, after=True))
        with pytest.raises(OutcomeUnknown):
            signs(town, case)
    assert (letter(case).state, attempts(case)) == ("unknown", ["signed", "unknown"])
    monkeypatch.undo()
    signers.told(monkeypatch, "refused")
    signs(town, case, LATER, passphrase="")
    assert documents.content(letter(case).sha256) == signer.made[0].pdf


def _fails_once(asked: Callable[..., SigningAttempt], *, after: bool = False) -> Callable[..., SigningAttempt]:
    """As where the database changes over to another server while a signature is written down."""
    fails = ["once"]

    def tried(*given: Any, **answer: Any) -> SigningAttempt:
        if not fails:
            return asked(*given, **answer)
        fails.clear()
        if after:
            asked(*given, **answer)
        raise OperationalError("the connection is lost")

    return tried


def test_a_signature_of_before_the_case_went_back_is_none_of_now(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter may have been mended since."""
    signers.told(monkeypatch)
    signs_and_dies(town, case, monkeypatch)
    settle.ask_about_lost(Act(SYSTEM, LATER, "job"))
    case = to_signing(town, back(town, case))
    signers.told(monkeypatch, can_tell=True)  # and this one made nothing
    letters.begin_signing(case, keys=["surat"], mode="elektronik", at=LATER)
    settle.ask_about_lost(Act(SYSTEM, LATER + letters.SIGNING_LASTS * 2, "job"))
    assert (letter(case).state, letter(case).sha256, attempts(case)[-1]) == ("numbered", "", "not_made")


def test_a_letter_lost_before_midnight_is_recognised_the_day_after(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It bears the date of the day on which it was signed."""
    signer = signers.told(monkeypatch)
    signs_and_dies(town, case, monkeypatch, before="letters.asked")
    tomorrow = NOON + timedelta(days=1)
    with pytest.raises(CannotTell):
        settle.ask_signer(town.act("kepala_dinas", tomorrow), ref=case.ref)
    settle.with_file(town.act("kepala_dinas", tomorrow), ref=case.ref, key="surat", pdf=signer.made[0].pdf)
    signs(town, case, tomorrow, passphrase="")
    assert letter(case).signed_at == NOON


def lost(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> signers.Told:
    signer = signers.told(monkeypatch, "lost")
    with pytest.raises(OutcomeUnknown):
        signs(town, case)
    return signer


def test_the_signed_file_is_brought_from_the_signer(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    signer = lost(town, case, monkeypatch)
    settle.with_file(town.act("kepala_dinas", LATER), ref=case.ref, key="surat", pdf=signer.made[0].pdf)
    signs(town, case, LATER, passphrase="")
    assert documents.content(letter(case).sha256) == signer.made[0].pdf
    assert letter(case).signer_name == town.officer("kepala_dinas").name


def test_the_signers_own_number_brings_it_too(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(town, case, monkeypatch)
    act = town.act("kepala_dinas", LATER)
    with pytest.raises(NotFit, match="tidak punya dokumen"):
        settle.with_document(act, ref=case.ref, key="surat", document="dok-99")
    settle.with_document(act, ref=case.ref, key="surat", document="dok-1")
    assert (letter(case).state, attempts(case)) == ("numbered", ["unknown", "signed"])


def test_who_saw_that_nothing_was_signed_says_so(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(town, case, monkeypatch)
    act = town.act("kepala_dinas", LATER)
    with pytest.raises(NotFit):
        settle.not_made(act, ref=case.ref, key="surat", reason=" ")
    settle.not_made(act, ref=case.ref, key="surat", reason="Tidak ada di catatan eSign hari ini.")
    said = SigningAttempt.objects.order_by("pk").last()
    assert said
    assert (said.state, said.person_id) == ("not_made", act.by.person)
    signs(town, case, LATER)
    assert letter(case).state == "signed"


def test_a_manager_may_find_out_and_nobody_else(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    lost(town, case, monkeypatch)
    clerk = town.act("ahli_muda", LATER)
    with pytest.raises(NotYours):
        settle.not_made(clerk, ref=case.ref, key="surat", reason="Katanya belum.")
    offices.post(town.office, town.officer("ahli_muda"), post="ahli_muda", since=MONDAY.date(), manages=True)
    settle.not_made(clerk, ref=case.ref, key="surat", reason="Saya lihat di catatan eSign.")
    with pytest.raises(MovedOn):
        settle.not_made(clerk, ref=case.ref, key="surat", reason="Sekali lagi.")


def _unsigned(town: Town, signer: signers.Told) -> bytes:
    return sample.scan("Surat lain", NOON)


def _changed(town: Town, signer: signers.Told) -> bytes:
    return signer.made[0].pdf[:-30]


def _of_another_case(town: Town, signer: signers.Told) -> bytes:
    other = a_case(town, "penandatanganan", citizen=1)
    signs(town, other)
    return signer.made[-1].pdf


def test_the_letter_signed_by_somebody_else_is_refused(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The very pages, with a valid signature of an officer who may not sign them."""
    lost(town, case, monkeypatch)
    kept = letter(case)
    dossier = dossier_of(case)
    act, by = town.act("kepala_dinas", NOON), town.officer("ahli_muda")
    drawn = papers.of_product(
        dossier, kept, dossier.definition.standard.products[0], acting.signatory_now(act, dossier), at=NOON
    )
    signing().issue(person=by.pk, name=by.name, passphrase=sample.PASSPHRASE)  # type: ignore[attr-defined]
    with signing().pen(Signer(by.pk), sample.PASSPHRASE) as pen:
        made = pen.sign(drawn, Order(kept.number, "Bagansiapiapi", NOON)).pdf
    with pytest.raises(NotFit, match="atas nama") as refused:
        settle.with_file(town.act("kepala_dinas", LATER), ref=case.ref, key="surat", pdf=made)
    assert settle.FILE in refused.value.fields
    assert letter(case).sha256 == ""


@pytest.mark.parametrize("other", [_unsigned, _changed, _of_another_case])
def test_another_file_is_refused(
    other: Callable[[Town, signers.Told], bytes], town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = lost(town, case, monkeypatch)
    pdf = other(town, signer)
    with pytest.raises(NotFit) as refused:
        settle.with_file(town.act("kepala_dinas", LATER), ref=case.ref, key="surat", pdf=pdf)
    assert settle.FILE in refused.value.fields
    assert letter(case).state == "unknown"


def test_a_case_does_not_go_on_with_a_letter_that_was_asked_about_meanwhile(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signer took longer than a claim lasts, and the worker took the letter for lost."""
    keep = sign._keep

    def too_late(*given: Any) -> Case:
        settle.ask_about_lost(replace(town.act("kepala_dinas", LATER), by=SYSTEM))
        return keep(*given)

    monkeypatch.setattr(sign, "_keep", too_late)
    with pytest.raises(MovedOn, match="terlalu lama"):
        signs(town, case)
    monkeypatch.undo()
    case.refresh_from_db()
    assert case.step == "penandatanganan"
    went_on = signs(town, case, LATER, passphrase="")
    assert went_on.step != "penandatanganan"
    assert attempts(case) == ["signed"], "it is not signed again"
