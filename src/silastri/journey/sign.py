"""The head signs: electronically, drawn and signed outside any transaction; or with ink, whose scan is kept."""

from dataclasses import dataclass

from django.db import transaction

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import NotSigned, Order, OutcomeUnknown, Pen, Signer
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.standard import Signature
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotYours, Refusal

from . import products, scans
from .opened import OpenStep
from .papers import letter as papers
from .step import finish, open_step


class AlreadySigning(MovedOn):
    """A signing of these letters is under way."""


@dataclass(frozen=True)
class _Claim:
    """Letters claimed for one signing, and what they are drawn from."""

    opened: OpenStep
    letters: list[Letter]
    signatory: papers.Signatory


def sign(act: Act, *, ref: str, turn: int, passphrase: str, signer: Person) -> Case:
    """Raises NotSigned, OutcomeUnknown, AlreadySigning and what ``open_step`` raises. The passphrase is not kept."""
    if not passphrase:
        raise NotFit("Isi frasa sandi.", {"frasa": "Isi frasa sandi tanda tangan Anda."})
    claim = _claim(act, ref, turn, signer)
    try:
        with signing().pen(Signer(signer.pk, signer.nik or ""), passphrase) as pen:
            signed = [_signed(act, claim, letter, pen) for letter in claim.letters]
    except OutcomeUnknown:
        letters.give_up_signing(claim.letters, unknown=True)
        raise
    except NotSigned as refused:
        letters.give_up_signing(claim.letters)
        raise NotSigned(str(refused), {"frasa": str(refused)}) from None
    except BaseException:
        letters.give_up_signing(claim.letters)
        raise
    return _keep(act, ref, turn, claim, signed)


@transaction.atomic
def _claim(act: Act, ref: str, turn: int, signer: Person) -> _Claim:
    opened = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
    post = opened.case.post
    if post not in act.by.posts:
        raise NotYours("Tanda tangan elektronik hanya dapat diberikan oleh pejabatnya sendiri.")
    if products.is_wet(opened):
        raise NotFit("Surat ini ditandatangani dengan tinta. Unggah hasil pindainya.")
    claimed = letters.begin_signing(opened.case, keys=_keys(opened), mode=Signature.ELECTRONIC, at=act.at)
    if not claimed or not all(letter.number for letter in claimed):
        claimed = _number_and_claim(act, opened)
    return _Claim(opened, claimed, papers.signatory(opened.office, post, act.by.posts.get(post, ""), signer))


def _keys(opened: OpenStep) -> list[str]:
    """The letters that this step signs."""
    return [product.key for product in products.to_sign(opened)]


def _number_and_claim(act: Act, opened: OpenStep) -> list[Letter]:
    """A letter whose number would come after ink has dried gets it just before a certificate is used."""
    if any(letter.state in _BUSY for letter in letter_queries.products(opened.case) if letter.number):
        raise _why_not(opened.case)
    products.number_all(opened, at=act.at)
    letters.give_up_signing(letter_queries.products(opened.case))
    claimed = letters.begin_signing(opened.case, keys=_keys(opened), mode=Signature.ELECTRONIC, at=act.at)
    if not claimed:
        raise _why_not(opened.case)
    return claimed


_BUSY = (Letter.State.SIGNING, Letter.State.UNKNOWN)


def _why_not(case: Case) -> Refusal:
    states = {letter.state for letter in letter_queries.products(case)}
    if Letter.State.UNKNOWN in states:
        return AlreadySigning("Hasil tanda tangan surat ini belum pasti. Hubungi pengelola sistem; jangan diulang.")
    if Letter.State.SIGNING in states:
        return AlreadySigning("Surat ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang halaman.")
    return NotFit("Permohonan ini tidak punya surat untuk ditandatangani.")


def _signed(act: Act, claim: _Claim, letter: Letter, pen: Pen) -> bytes:
    """Draws and signs outside any transaction: a signer may be far away, and slow."""
    opened = claim.opened
    product = products.product_of(opened, letter)
    draft = papers.of_product(opened, letter, product, claim.signatory, at=act.at)
    return pen.sign(draft, Order(letter.number, opened.office.place, act.at)).pdf


@transaction.atomic
def _keep(act: Act, ref: str, turn: int, claim: _Claim, signed: list[bytes]) -> Case:
    opened = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
    for letter, pdf in zip(claim.letters, signed, strict=True):
        letters.signed(
            letter,
            sha256=documents.store(pdf),
            at=act.at,
            signer_name=claim.signatory.name,
            signer_post=" ".join(claim.signatory.title),
        )
    # The number is in the signed bytes: a step that would give it later has nothing left to do.
    return finish(act, opened, passed=frozenset({Kind.NUMBER}))


def sign_with_ink(
    act: Act,
    *,
    ref: str,
    turn: int,
    scan: bytes,
    scan_name: str = "pindaian.pdf",
    signer: int | None = None,
    note: str = "",
) -> Case:
    """One scan holds all the letters of the case. ``signer`` says whose hand it is, where several may sign.

    Raises NotFit, NotAccepted, AlreadySigning and what ``open_step`` raises.
    """
    paper = scans.tidy(scan)
    with transaction.atomic():
        opened = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
        if not products.is_wet(opened):
            raise NotFit("Surat ini ditandatangani secara elektronik.")
        who = _whose_hand(act, opened, signer)
        products.draft_all(opened, at=act.at)
        claimed = letters.begin_signing(opened.case, keys=_keys(opened), mode=Signature.WET, at=act.at)
        if not claimed:
            raise _why_not(opened.case)
        sha256 = scans.keep(act, opened, paper, name=scan_name)
        for letter in claimed:
            letters.signed(letter, sha256=sha256, at=act.at, signer_name=who.name, signer_post=" ".join(who.title))
        return finish(act, opened, note=note)


def _whose_hand(act: Act, opened: OpenStep, signer: int | None) -> papers.Signatory:
    """He who records his own signature, or the one who holds the post. Raises NotFit."""
    post = opened.case.post
    found = offices.signatories(opened.case.office, post, opened.time.local(act.at).date())
    if not found:
        raise NotFit("Jabatan penanda tangan belum ada pejabatnya. Minta pengelola kantor mencatatnya dulu.")
    mine = act.by.person if post in act.by.posts else signer
    chosen = [pair for pair in found if pair[0].pk == mine] if mine is not None else found
    if not chosen:
        raise NotFit("Orang itu tidak memegang jabatan penanda tangan hari ini.", {"pejabat": "Pilih pejabat lain."})
    if len({person.pk for person, _ in chosen}) > 1:
        raise NotFit("Pilih siapa yang menandatangani.", {"pejabat": "Pilih siapa yang menandatangani."})
    person, standing_in = chosen[0]
    return papers.signatory(opened.office, post, standing_in, person)
