"""Signs with a certificate: letters are drawn and signed outside any transaction, one after the other."""

import logging
from dataclasses import dataclass, field
from typing import Any

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import (
    Answered,
    NotSigned,
    Order,
    OutcomeUnknown,
    Pen,
    Signed,
    Signer,
    SignerAway,
    WrongPassphrase,
)
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.documents import ahead
from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.names import may_be_one_person
from silastri.domain.refusal import MovedOn, NotFit, Refusal
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame import signing_claim
from silastri.journey.frame.signing_claim import InDoubt
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers import letter as papers
from silastri.journey.papers.drawn_after import one_transaction
from silastri.journey.papers.signatory import Signatory

from . import acting, settle
from . import passphrase as passphrases

FIELD = "frasa"
_log = logging.getLogger("silastri.signing")


@dataclass(frozen=True)
class _Claim:
    """Letters claimed for one signing, and the case they are drawn from."""

    dossier: Dossier
    letters: list[Letter]
    signatory: Signatory
    signed: dict[int, SigningAttempt] = field(default_factory=dict)  # the signatures made now, by letter


def sign(act: Act, *, ref: str, turn: int, passphrase: str, signer: Person) -> Case:
    """Signs all letters of the step. The passphrase is not kept; it may be empty if all are signed already.

    Raises TooOften, NotSigned, SignerAway, OutcomeUnknown, InDoubt, AlreadySigning, NotInPeriod and what ``open_step``
    raises.
    """
    passphrases.must_be_taken(act, signer)
    try:
        held = _claim(act, ref, turn, signer)
    except InDoubt:
        settle.ask_signer(act, ref=ref)
        held = _claim(act, ref, turn, signer)
    try:
        _sign_all(act, held, passphrase, signer)
    except Exception as error:  # one who is told to stop in the middle leaves the letters claimed, as one who dies
        if isinstance(error, WrongPassphrase):
            passphrases.was_wrong(act, signer)
        _give_up(act, held, error)
        raise
    passphrases.was_right(signer)
    try:
        return _keep(act, ref, turn, held)
    except acting.NotInPeriod as error:
        _forget(act, held, error)
        raise


@one_transaction()
def _claim(act: Act, ref: str, turn: int, signer: Person) -> _Claim:
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
    signatory = acting.signatory_now(act, dossier)
    if products.takes_ink(dossier):
        raise NotFit("Surat ini ditandatangani dengan tinta. Unggah hasil pindainya.")
    claimed = signing_claim.for_certificate(act, dossier)
    return _Claim(dossier, claimed, signatory)


def _sign_all(act: Act, held: _Claim, passphrase: str, signer: Person) -> None:
    """Draws and signs the unsigned letters. It may take long, as the signer may be a server elsewhere."""
    waiting = [letter for letter in held.letters if not letter.sha256]
    if not waiting:
        return
    if not passphrase:
        raise NotFit("Isi frasa sandi.", {FIELD: "Isi frasa sandi tanda tangan Anda."})
    drafts = [(letter, _draft(act, held, letter)) for letter in waiting]
    ahead.must_answer()  # where the signed letter is kept
    with signing().pen(Signer(signer.pk, signer.nik or ""), passphrase) as pen:
        for letter, draft in drafts:
            _sign(act, held, letter, draft, pen)


def _draft(act: Act, held: _Claim, letter: Letter) -> bytes:
    product = products.product_of(held.dossier, letter)
    return papers.of_product(held.dossier, letter, product, held.signatory, at=act.at)


def _sign(act: Act, held: _Claim, letter: Letter, draft: bytes, pen: Pen) -> None:
    try:
        done = pen.sign(draft, Order(letter.number, held.dossier.office.place, act.at))
    except Refusal:
        raise
    except Exception as error:
        _log.exception("the signer failed in a way that its port does not know")
        raise OutcomeUnknown("Belum pasti apakah surat ini sudah ditandatangani. Jangan diulang.") from error
    try:
        _must_be_ones_own(done, held.signatory)
        held.signed[letter.pk] = _written_down(act, held, letter, done)
    except NotSigned:
        raise
    except Exception as error:  # whatever failed, the letter is signed
        _log.exception("a signature was made and could not be kept")
        unsure = OutcomeUnknown(
            "Surat ini sudah ditandatangani, tetapi berkasnya belum dapat disimpan. Jangan diulang. "
            "Buka Tugas saya, lalu tekan Pastikan."
        )
        unsure.document, unsure.answer = done.document, done.answer
        raise unsure from error
    letter.sha256 = held.signed[letter.pk].sha256


def _must_be_ones_own(done: Signed, signatory: Signatory) -> None:
    """Raises NotSigned: under a certificate of somebody else the letter counts as not signed."""
    if done.holder and not may_be_one_person(done.holder, signatory.name):
        raise NotSigned(f"Sertifikatnya atas nama {done.holder}, bukan {signatory.name}. Hubungi pengelola sistem.")


def _written_down(act: Act, held: _Claim, letter: Letter, done: Signed) -> SigningAttempt:
    return letters.asked(
        letter,
        state=SigningAttempt.State.SIGNED,
        sha256=documents.store(done.pdf),
        document=done.document,
        answer=dict(done.answer),
        signer_name=held.signatory.name,
        signer_post=held.signatory.post,
        signer_decree=held.signatory.decree,
        **_said_by(act),
    )


def _give_up(act: Act, held: _Claim, error: BaseException) -> None:
    """Releases the letters, except one that may be signed, and writes down how the signer refused or failed."""
    asked = next((letter for letter in held.letters if not letter.sha256), None)
    state = next((state for kind, state in _ANSWERS.items() if isinstance(error, kind)), None)
    if asked and state and isinstance(error, Answered):
        told = {"document": error.document, "answer": dict(error.answer)}
        letters.asked(asked, state=state, said=str(error), **told, **_said_by(act))
    if isinstance(error, NotSigned):
        error.fields = {FIELD: str(error)}
    letters.give_up_signing(held.letters, unknown=asked if state == SigningAttempt.State.UNKNOWN else None)


_ANSWERS = {
    NotSigned: SigningAttempt.State.REFUSED,
    SignerAway: SigningAttempt.State.AWAY,
    OutcomeUnknown: SigningAttempt.State.UNKNOWN,
}


def _forget(act: Act, held: _Claim, error: acting.NotInPeriod) -> None:
    """Drops a signature made outside the signer's period; the record that it was made stays."""
    for letter in held.letters:
        letter.sha256 = ""
        letters.asked(letter, state=SigningAttempt.State.REFUSED, said=str(error), **_said_by(act))
    letters.give_up_signing(held.letters)


def _said_by(act: Act) -> dict[str, Any]:
    return {"person_id": act.by.person, "asked_at": act.at, "at": act.at}


@one_transaction()
def _keep(act: Act, ref: str, turn: int, held: _Claim) -> Case:
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
    acting.signatory_now(act, dossier)  # the period may have ended while the signer was at work
    for letter in held.letters:
        made = held.signed.get(letter.pk) or letter_queries.last_attempt(letter)
        assert made
        is_kept = letters.signed(
            letter,
            sha256=letter.sha256,
            at=made.asked_at,
            signer_name=made.signer_name,
            signer_post=made.signer_post,
            signer_decree=made.signer_decree,
        )
        if not is_kept:  # it took so long that the letter was asked about meanwhile, and is in other hands
            raise MovedOn("Penandatanganan ini terlalu lama. Buka Tugas saya, lalu lanjutkan dari sana.")
    # The number is in the signed bytes, so a later step has nothing left to number.
    return finish(act, dossier, passed=frozenset({Kind.NUMBER}))
