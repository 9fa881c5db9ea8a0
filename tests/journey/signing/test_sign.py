"""Signing with a certificate that may be refused, away, or lost on the way: nothing is signed twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import NotSigned, OutcomeUnknown, SignerAway
from silastri.apps.accounts.models import Attempts
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.domain.act import SYSTEM, Act
from silastri.domain.refusal import Refusal, TooOften
from silastri.journey.frame.signing_claim import AlreadySigning
from silastri.journey.signing import settle
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests import examples, signers
from tests.builders import MONDAY, Town, a_case, a_town

from .signed import LATER, NOON, attempts, back, letter, signs, signs_and_dies, to_signing

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "penandatanganan")


@pytest.fixture
def several(tmp_path: Path) -> tuple[Town, Case]:
    """A case whose step signs two letters at once."""
    town = a_town(examples.folder("08_beberapa_surat", tmp_path))
    runner = Runner(town.service("beberapa-surat"), town.citizens[0], MONDAY + timedelta(hours=5), 0)
    runner.answers = {"contoh.1.nama": "Beras", "contoh.2.nama": "Gula"}
    return town, runner.to("tanda_tangan")


def states(case: Case) -> list[str]:
    return [letter.state for letter in queries.products(case) if not letter.key.startswith("penerimaan")]


def test_each_request_is_written_down_with_what_the_signer_called_it(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signers.told(monkeypatch)
    signs(town, case)
    attempt = SigningAttempt.objects.get()
    signed = letter(case)
    assert (attempt.state, attempt.document, attempt.answer) == ("signed", "dok-1", {"status": "200"})
    assert (attempt.sha256, attempt.person_id, attempt.signer_name) == (
        signed.sha256, town.officer("kepala_dinas").pk, signed.signer_name,
    )  # fmt: skip


FAILURES: dict[str, tuple[type[Refusal], str, str]] = {
    "refused": (NotSigned, "numbered", "refused"),
    "away": (SignerAway, "numbered", "away"),
    "away at once": (SignerAway, "numbered", "away"),
    "lost": (OutcomeUnknown, "unknown", "unknown"),
    "broken": (OutcomeUnknown, "unknown", "unknown"),
}


@pytest.mark.parametrize("does", FAILURES)
def test_a_failure_is_told_written_down_and_leaves_the_case_where_it_was(
    does: str, town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal, state, answer = FAILURES[does]
    signers.told(monkeypatch, does)
    number = letter(case).number
    with pytest.raises(refusal):
        signs(town, case)
    assert Case.objects.get(pk=case.pk).turn == case.turn
    assert (letter(case).state, letter(case).number, attempts(case)) == (state, number, [answer])


def test_the_passphrase_is_in_no_attempt(town: Town, case: Case) -> None:
    with pytest.raises(NotSigned):
        signs(town, case, passphrase="rahasia-sekali")
    signs(town, case)
    assert "rahasia-sekali" not in str(list(SigningAttempt.objects.values()))


def test_what_was_signed_before_a_refusal_is_not_signed_again(
    several: tuple[Town, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    town, case = several
    signer = signers.told(monkeypatch, "", "refused")
    with pytest.raises(NotSigned):
        signs(town, case)
    assert states(case) == ["numbered", "numbered"]
    assert len(signer.made) == 1
    kept = SigningAttempt.objects.get(letter__state="numbered", state="signed")
    assert queries.by_hash(kept.sha256) is None, "nothing is in force yet"
    signs(town, case, LATER)
    assert states(case) == ["signed", "signed"]
    assert len(signer.made) == 2, "the first was kept"
    first, second = (one for one in queries.products(case) if one.key != "penerimaan")
    assert (first.signed_at, second.signed_at) == (NOON, LATER)
    assert documents.content(first.sha256) == signer.made[0].pdf


def test_a_case_goes_nowhere_while_it_is_being_signed(town: Town, case: Case) -> None:
    """Else what is signed now would count for a letter that was mended since."""
    letters.begin_signing(case, keys=["surat"], mode="elektronik", at=NOON)
    with pytest.raises(AlreadySigning):
        back(town, case, NOON)
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_what_was_signed_is_forgotten_when_the_case_goes_back(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = signers.told(monkeypatch)
    signs_and_dies(town, case, monkeypatch)
    settle.ask_about_lost(Act(SYSTEM, LATER, "job"))
    assert letter(case).sha256
    case = back(town, case)
    assert letter(case).sha256 == ""
    case = to_signing(town, case)
    signs(town, case, LATER)
    assert len(signer.made) == 2
    assert documents.content(letter(case).sha256) == signer.made[1].pdf


def test_a_certificate_of_another_name_signs_nothing(town: Town, case: Case) -> None:
    head = town.officer("kepala_dinas")
    signing().issue(person=head.pk, name="Orang Lain Sekali", passphrase=sample.PASSPHRASE)  # type: ignore[attr-defined]
    with pytest.raises(NotSigned, match="atas nama Orang Lain Sekali"):
        signs(town, case)
    assert (letter(case).state, letter(case).sha256) == ("numbered", "")
    assert [one.state for one in SigningAttempt.objects.all()] == ["refused"]


def test_an_outage_is_known_until_the_signer_answers(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    signers.told(monkeypatch, "away", "away")
    for at in (NOON, NOON + timedelta(minutes=5)):
        with pytest.raises(SignerAway):
            signs(town, case, at)
    soon = NOON + timedelta(minutes=10)
    assert queries.signer_away_since(town.office.pk, soon) == NOON
    assert queries.signer_away_since(town.office.pk + 1, soon) is None
    assert queries.signer_away_since(town.office.pk, NOON + timedelta(hours=3)) is None, "nobody has tried since"
    signs(town, case, soon)
    assert queries.signer_away_since(town.office.pk, soon) is None


def test_wrong_passphrases_slow_down_the_next(town: Town, case: Case) -> None:
    for _ in range(5):
        with pytest.raises(NotSigned, match="Frasa sandi salah"):
            signs(town, case, passphrase="salah")
    for passphrase in ("salah", sample.PASSPHRASE):
        with pytest.raises(TooOften, match="Frasa sandi salah beberapa kali"):
            signs(town, case, passphrase=passphrase)
    assert letter(case).state != Letter.State.SIGNED
    assert signs(town, case, NOON + timedelta(seconds=1)).step != "penandatanganan"
    assert not Attempts.objects.filter(key__startswith="passphrase/").exists()


def test_only_a_wrong_passphrase_is_a_guess(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    signers.told(monkeypatch, *["away", "refused"] * 4)
    for _ in range(8):
        with pytest.raises((SignerAway, NotSigned)):
            signs(town, case)
    assert not Attempts.objects.filter(key__startswith="passphrase/").exists()
