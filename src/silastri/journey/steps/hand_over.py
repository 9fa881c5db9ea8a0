"""The counter hands the letters over to a named person who shows proof."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from silastri.adapters.intake import intake
from silastri.adapters.intake.port import Paper
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.documents import operations as documents
from silastri.apps.documents.models import StoredFile
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.case.step_notes import StepFacts
from silastri.domain.definition.requirement import Requirement
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import handed_in, invite, products
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction

from .check import asked


class SurveyFirst(NotFit):
    """The standard has everybody asked for an opinion before the letter is handed over (requirement B9): answered, or
    declined."""


@dataclass(frozen=True)
class Receiver:
    """Who takes the letters home, their relation to the applicant, and the proof that they showed."""

    name: str
    relation: str = "self"
    proof: str = "ktp"


@dataclass(frozen=True)
class Signed:
    """That the receiver signed: a photo of the receipt on paper, or the PNG of a signature drawn on the screen."""

    receipt: bytes = b""
    drawn: bytes = b""
    why_not: str = ""  # where there is neither


NOT_SIGNED = Signed()
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_SURVEY_FIRST = (
    "Survei kepuasan belum diisi. Tunjukkan kodenya, buka tablet, beri lembar kertas, atau catat tidak bersedia."
)
_WIDEST = 2000  # pixels across a drawn signature


def hand_over(
    act: Act,
    *,
    ref: str,
    turn: int,
    to: Receiver,
    upload: bytes = b"",
    upload_name: str = "",
    signed: Signed = NOT_SIGNED,
    returned: Collection[str] = (),
    note: str = "",
) -> Case:
    """``upload`` shows the proof, ``signed`` that it was received, or tells why nobody signed; ``returned`` are the
    keys of the things that were given back with it.

    Raises SurveyFirst, NotFit, NotAccepted and what ``open_step`` raises.
    """
    drawn = _drawn(signed.drawn)
    tidied, receipt = (handed_in.tidy(act, sent) if sent else None for sent in (upload, signed.receipt))
    with one_transaction():
        dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.HAND_OVER,))
        if survey_first(dossier):
            raise SurveyFirst(_SURVEY_FIRST)
        _must_be_named(to, dossier.case.applicant.name)
        known = list(letter_queries.products(dossier.case))
        _must_be_in_force(dossier, known, dossier.time.day(act.at))
        signed_for = _signed_for(known, signed)
        things = to_return(dossier)
        if missing := [thing for thing in things if thing.key not in returned]:
            raise NotFit("Barang belum dikembalikan.", {f"kembali-{missing[0].key}": "Kembalikan dulu, lalu centang."})
        letters.hand_over(
            dossier.case,
            to_name=to.name,
            relation=to.relation,
            proof=to.proof,
            proof_file=_kept(act, tidied, upload_name),
            receipt=_kept(act, receipt, "tanda-terima.pdf"),
            signature=_kept_drawing(act, drawn),
            by_id=act.by.person,
            at=act.at,
        )
        found = StepFacts(given_back=tuple(thing.label for thing in things)) if things else None
        return finish(act, dossier, note=f"{signed_for} {note}".strip(), found=found)


def survey_first(dossier: Dossier) -> bool:
    """Whether the applicant is to be asked for an opinion before the letter is handed over."""
    return dossier.step.survey == invite.OBLIGATORY and not invite.is_settled(dossier.case)


def _kept(act: Act, paper: Paper | None, name: str) -> StoredFile | None:
    return handed_in.keep(paper, name=name, at=act.at) if paper else None


def _kept_drawing(act: Act, drawing: bytes) -> StoredFile | None:
    if not drawing:
        return None
    return documents.keep(drawing, kind="image/jpeg", pages=1, name="tanda-tangan.jpg", at=act.at)


def _drawn(signature: bytes) -> bytes:
    """A clean picture of what was drawn on the screen, a PNG of a pad's size. Raises NotFit."""
    if not signature:
        return b""
    width, height = (int.from_bytes(signature[at : at + 4]) for at in (16, 20))  # where each PNG says its size
    if not signature.startswith(_PNG) or not 0 < width <= _WIDEST or not 0 < height <= _WIDEST:
        sentence = "Tanda tangan tidak terbaca. Hapus, lalu bubuhkan lagi."
        raise NotFit(sentence, {"penerima": sentence})
    return intake().small(signature)


def to_return(dossier: Dossier) -> list[Requirement]:
    """The things that were handed in and are given back to the applicant."""
    received = cases.last_marks(dossier.case)
    things = [r for r in asked(dossier.definition, dossier.case) if r.is_thing and r.returned]
    return [thing for thing in things if thing.key not in received or received[thing.key].is_right]


def _must_be_named(to: Receiver, applicant: str) -> None:
    """Who takes the letters for the applicant has a name of his own. Raises NotFit."""
    if to.relation != "self" and to.name.casefold() == applicant.casefold():
        raise NotFit("Nama penerima belum diganti.", {"penerima": "Ini nama pemohon. Tulis nama orang yang mengambil."})


def _signed_for(known: list[Letter], signed: Signed) -> str:
    """What the control card says where a letter goes without a signature. A sheet that only explains needs none.
    Raises NotFit."""
    if signed.drawn or signed.receipt or not known:
        return ""
    why = signed.why_not.strip()
    if not why:
        sentence = "Minta tanda tangan penerima, foto tanda terimanya, atau tulis mengapa tidak ada."
        raise NotFit("Belum ada tanda bahwa surat diterima.", {"tanpa_tanda": sentence})
    return f"Tanpa tanda tangan penerima: {why}"


def _must_be_in_force(dossier: Dossier, known: list[Letter], on: date) -> None:
    """A letter must be signed and numbered before it is handed over. Raises NotFit."""
    kept = [letter for letter in known if letter.is_in_force]
    if any(letter.is_revoked(on) for letter in kept):
        raise NotFit("Surat ini sudah dicabut, jadi tidak diserahkan.")
    ready = {letter.key for letter in kept}
    if any(product.key not in ready for product in products.to_sign(dossier)):
        raise NotFit("Surat belum ditandatangani dan bernomor.")
