"""Anybody can ask whether a letter is genuine."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from silastri.adapters.intake import intake
from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding, Verdict
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain import reference, visible, worktime
from silastri.domain.names import may_be_one_person
from silastri.domain.refusal import NotFit
from silastri.journey.case.links import host, to_letter

from . import authenticity_words


class Content(StrEnum):
    """Whether the words attached to a file are the same as those of the letter that was signed."""

    SAME = "same"
    OTHER = "other"
    NONE = "none"  # nothing is attached, or nothing about a letter of ours


class Result(StrEnum):
    """What can be said to somebody who holds the file."""

    GENUINE = "genuine"  # a letter of the register, as it was issued or with proof added
    SIGNED = "signed"  # a valid signature on a file that is no letter of ours, as far as we can tell
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """``verdict`` is about the file alone; ``result`` and ``why`` also about the register."""

    result: Result
    why: str  # a sentence for the person who asked
    verdict: Verdict
    letter: Letter | None  # the letter in this installation, if the file belongs to one
    rows: authenticity_words.Rows
    technical: authenticity_words.Rows
    content: Content = Content.NONE

    @property
    def is_picture(self) -> bool:
        """Whether the file is only a picture of a paper, whose QR says which letter it may be."""
        return self.letter is None and not self.verdict.is_signed


def authenticate_file(pdf: bytes) -> Answer:
    """Checks the file itself, then looks for its letter. Whatever was uploaded, raises only TooManyFiles."""
    letter = letters.by_hash(_sha256(pdf))
    if letter and letter.mode == Letter.Mode.WET:
        return _told(_as_scanned(letter), pdf, letter, content=_content(pdf))
    return authenticate(signing().verify_sent(pdf), pdf)


def authenticate(verdict: Verdict, pdf: bytes) -> Answer:
    """Looks for the letter of a file about which there is a verdict already."""
    known = (letters.by_hash(sha256) for sha256 in (_sha256(pdf), *verdict.earlier))
    return _told(verdict, pdf, next((letter for letter in known if letter), None), content=_content(pdf))


def authenticate_alone(verdict: Verdict, pdf: bytes) -> Answer:
    """For a program without access to the register: no file is genuine by itself."""
    return _told(verdict, pdf, None, unasked=True)


def _told(
    verdict: Verdict, pdf: bytes, letter: Letter | None, *, content: Content = Content.NONE, unasked: bool = False
) -> Answer:
    """In words, with the time of the office that issued the letter, where it is known."""
    zone = offices.working_time(letter.office).zone if letter else worktime.CAPITAL
    sha256 = _sha256(pdf)
    result, why = _result(verdict, letter, is_added=letter is not None and letter.sha256 != sha256, unasked=unasked)
    return Answer(
        result,
        why,
        verdict,
        letter,
        authenticity_words.rows(verdict, zone),
        authenticity_words.technical(verdict, sha256, zone),
        content,
    )


def _result(verdict: Verdict, letter: Letter | None, *, is_added: bool, unasked: bool) -> tuple[Result, str]:
    if verdict.finding is not Finding.GENUINE:
        return Result(verdict.finding.value), verdict.why
    if letter is None:
        return Result.SIGNED, authenticity_words.UNASKED if unasked else authenticity_words.NOT_OURS
    if letter.mode == Letter.Mode.WET:
        return Result.GENUINE, verdict.why
    if not may_be_one_person(verdict.signer, letter.signer_name):
        return Result.SIGNED, authenticity_words.OTHER_SIGNER
    return Result.GENUINE, authenticity_words.ADDED if is_added else authenticity_words.GENUINE


def _sha256(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


class NoCode(NotFit):
    """A picture of a paper without a QR that can be read."""


def pictured(content: bytes) -> str:
    """The address of the letter's page, from the QR on a photo or scan and any other beside it.

    Raises NoCode, NotAccepted, and NotFit for a code that is no letter's here.
    """
    codes = intake().codes(content)
    if not codes:
        raise NoCode("Tidak ada kode QR yang terbaca di gambar ini. Foto kode QR-nya saja, dari dekat dan terang.")
    code = min(codes, key=_how_unlike_ours)
    if not reference.letter_address(code)[1]:
        raise NotFit("Kode QR di gambar ini bukan kode QR surat. Pindai yang ada di dekat tanda tangannya.")
    return to_letter(code)


def _how_unlike_ours(code: str) -> int:
    """0 for the address of a letter here, then a letter's code alone, the address of a letter elsewhere, all others:
    a warning that a letter's QR leads elsewhere is worth more than one that an e-meterai's is no letter's."""
    where, found, _ = reference.letter_address(code)
    if not found:
        return 3
    return 0 if where == host() else 2 if where else 1


def _content(pdf: bytes) -> Content:
    """Compares the attached words with those of the letter whose code they give, so that a changed file is noticed."""
    carried = intake().content(pdf)
    letter = letters.by_code(_code(carried)) if carried else None
    if letter is None:
        return Content.NONE
    try:
        kept = intake().content(documents.content(letter.sha256))
    except documents.Damaged:
        return Content.NONE
    if kept is None:
        return Content.NONE
    return Content.SAME if carried == kept else Content.OTHER


def _code(carried: bytes) -> str:
    try:
        return str(visible.json_object(carried).get("kode", ""))
    except ValueError:
        return ""


def _as_scanned(letter: Letter) -> Verdict:
    """An ink signature cannot be checked in the file. The file is genuine if it is exactly the scan that we keep."""
    return Verdict(
        Finding.GENUINE,
        "Berkas ini sama persis dengan pindaian yang kami simpan. Suratnya ditandatangani dengan tinta.",
        signer=letter.signer_name,
        signed_at=letter.signed_at,
        number=letter.number,
        is_example=signing().is_demo,
    )
