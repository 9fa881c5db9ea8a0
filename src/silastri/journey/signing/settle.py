"""Finds out what became of a signature whose answer was lost, so that no letter is ever signed twice.

The signer is asked first. Where it cannot tell, somebody finds the signed file at the signer's, or sees there that
nothing was signed, and records that here under their own name.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from silastri.adapters.intake import same_pages
from silastri.adapters.signing import signing
from silastri.adapters.signing.port import CannotTell, Finding, Signed, SignerAway
from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.standard import Product
from silastri.domain.names import may_be_one_person
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import signing_claim
from silastri.journey.papers import letter as papers
from silastri.journey.papers.signatory import Signatory, postings, signatory

FILE, DOCUMENT, REASON = "surat", "dokumen", "alasan"


def ask_signer(act: Act, *, ref: str) -> None:
    """Asks the signer about every letter of the case that is in doubt. Raises CannotTell, SignerAway."""
    dossier = dossier_of(cases.case(ref, office=act.by.office))
    for letter in _in_doubt(dossier, act.at):
        _ask(act, dossier, letter)


def ask_about_lost(act: Act) -> int:
    """The same for what was lost with its process, in the office of the act or in every office; how much there was.

    What cannot be told waits for people.
    """
    lost = list(letter_queries.in_doubt(act.by.office, at=act.at).filter(state=Letter.State.SIGNING))
    for letter in lost:
        with suppress(CannotTell, SignerAway):
            _ask(act, dossier_of(letter.case), letter)
    return len(lost)


def _ask(act: Act, dossier: Dossier, letter: Letter) -> None:
    last = letter_queries.last_attempt(letter)
    asked_at = _asked_at(act, letter, last)
    if made := letter_queries.signature(letter, asked_at):
        _settle(act, letter, made.sha256)  # it was answered and written down; only what comes after that was lost
        return
    document = last.document if last and last.asked_at == asked_at else ""
    try:
        found = signing().find(document)
    except CannotTell as unsure:
        unknown = SigningAttempt.State.UNKNOWN
        _write(act, letter, unknown, said=str(unsure), asked_at=asked_at, document=document)
        letters.give_up_signing([letter], unknown=letter)
        raise
    if found is None:
        _write(act, letter, SigningAttempt.State.NOT_MADE, said="Penanda tangan memastikan surat belum ditandatangani.")
        _settle(act, letter, "")
    else:
        _keep(act, letter, _recognised(act, dossier, letter, found))


def _asked_at(act: Act, letter: Letter, last: SigningAttempt | None) -> datetime:
    """When the signer was asked, or was about to be: the letter has the date of that day. What was asked before that
    was another signing, of a letter that may have been mended since."""
    if letter.signing_until:
        return letter.signing_until - letters.SIGNING_LASTS
    return last.asked_at if last else act.at


def with_file(act: Act, *, ref: str, key: str, pdf: bytes) -> None:
    """The signed file was found at the signer's. Raises NotFit unless it is this very letter, signed."""
    _accept(act, ref, key, Signed(pdf))


def with_document(act: Act, *, ref: str, key: str, document: str) -> None:
    """Fetches the letter by the name that it has in the signer's log. Raises CannotTell, SignerAway, NotFit."""
    with transaction.atomic():
        _open(act, ref, key)
    found = signing().find(document)  # outside the transaction: the signer may be far away, and slow
    if found is None:
        raise NotFit("Penanda tangan tidak punya dokumen dengan nomor itu.", {DOCUMENT: "Periksa lagi nomornya."})
    _accept(act, ref, key, found)


def _accept(act: Act, ref: str, key: str, found: Signed) -> None:
    """Nothing is locked while the letter is drawn anew for comparison; then it must be in doubt as it was."""
    with transaction.atomic():
        dossier, letter = _open(act, ref, key)
    recognised = _recognised(act, dossier, letter, found)
    with transaction.atomic():
        _, again = _open(act, ref, key)
        if (again.pk, again.number, letter_queries.last_attempt(again)) != (letter.pk, letter.number, recognised.last):
            raise MovedOn("Surat ini baru saja berubah. Muat ulang halaman.")
        _keep(act, again, recognised)


@dataclass(frozen=True)
class _Recognised:
    """A signed file that is this very letter, who signed it, and the attempt that it answers."""

    signed: Signed
    who: Signatory
    asked_at: datetime
    last: SigningAttempt | None


def _recognised(act: Act, dossier: Dossier, letter: Letter, found: Signed) -> _Recognised:
    """Raises NotFit."""
    verdict = signing().verify(found.pdf)
    if verdict.finding is not Finding.GENUINE:
        raise NotFit(_NOT_SIGNED, {FILE: _NOT_SIGNED})
    if verdict.is_example is not signing().is_demo:
        raise NotFit(_OTHER_AUTHORITY, {FILE: _OTHER_AUTHORITY})
    last = letter_queries.last_attempt(letter)
    asked_at = _asked_at(act, letter, last)
    product = products.product_of(dossier, letter)
    able = _may_have_signed(dossier, product, asked_at)
    entitled = [who for who in able if may_be_one_person(verdict.signer, who.name)]
    if not entitled:
        wrong = f"Sertifikatnya atas nama {verdict.signer}, yang tidak berhak menandatangani surat ini."
        raise NotFit(wrong, {FILE: wrong})
    for who in entitled:
        if same_pages(found.pdf, papers.of_product(dossier, letter, product, who, at=asked_at)):
            return _Recognised(found, who, asked_at, last)
    raise NotFit(_OTHER, {FILE: _OTHER})


def _keep(act: Act, letter: Letter, recognised: _Recognised) -> None:
    found, who = recognised.signed, recognised.who
    sha256 = documents.store(found.pdf)
    hand = {"signer_name": who.name, "signer_post": who.post, "signer_decree": who.decree}
    answer = {"sha256": sha256, "document": found.document, "answer": dict(found.answer)}
    _write(act, letter, SigningAttempt.State.SIGNED, asked_at=recognised.asked_at, **answer, **hand)
    _settle(act, letter, sha256)


_NOT_SIGNED = "Berkas ini tidak bertanda tangan elektronik yang sah."
_OTHER_AUTHORITY = "Sertifikat pada berkas ini bukan dari otoritas yang dipakai kantor ini."
_OTHER = "Isi berkas ini bukan surat itu."


def _may_have_signed(dossier: Dossier, product: Product, at: datetime) -> list[Signatory]:
    post = papers.signing_post(dossier.definition, product)
    return [signatory(dossier.office, posting) for posting in postings(dossier, post, at)]


@transaction.atomic
def not_made(act: Act, *, ref: str, key: str, reason: str) -> None:
    """Records that somebody saw at the signer that nothing was signed. Raises NotFit."""
    if not reason.strip():
        raise NotFit(
            "Tulis dari mana Anda tahu.", {REASON: "Tulis dari mana Anda tahu surat ini belum ditandatangani."}
        )
    _, letter = _open(act, ref, key)
    _write(act, letter, SigningAttempt.State.NOT_MADE, said=reason.strip())
    _settle(act, letter, "")


def _in_doubt(dossier: Dossier, at: datetime) -> list[Letter]:
    return [letter for letter in letter_queries.products(dossier.case) if signing_claim.is_in_doubt(letter, at)]


def _open(act: Act, ref: str, key: str) -> tuple[Dossier, Letter]:
    """The letter in doubt, for those who sign it or manage the office. Raises NotYours, MovedOn."""
    dossier = dossier_of(cases.lock(ref, office=act.by.office))
    if dossier.case.post not in act.by.signs and not _manages(act, dossier):
        raise NotYours("Hanya penanda tangan atau pengelola kantor yang dapat memastikannya.")
    letter = next((letter for letter in _in_doubt(dossier, act.at) if letter.key == key), None)
    if letter is None:
        raise MovedOn("Surat ini sudah dipastikan. Muat ulang halaman.")
    return dossier, letter


def _manages(act: Act, dossier: Dossier) -> bool:
    desks = offices.desks(act.by.person or 0, act.at)
    return any(desk.manages for desk in desks if desk.office.pk == dossier.case.office_id)


def _write(act: Act, letter: Letter, state: SigningAttempt.State, **answer: Any) -> None:
    letters.asked(letter, state=state, person_id=act.by.person, at=act.at, **({"asked_at": act.at} | answer))


def _settle(act: Act, letter: Letter, sha256: str) -> None:
    """The letter waits at its step again: without a signature, or signed, for the signer to send the case on."""
    letter.sha256 = sha256
    letters.give_up_signing([letter])
    log(act, "settle_signature", letter.code)
