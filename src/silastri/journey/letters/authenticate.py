"""Anybody can ask whether a letter is genuine."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from silastri.adapters.intake import intake
from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding, Verdict
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain import reference, worktime
from silastri.domain.refusal import NotFit
from silastri.journey.case.links import host, to_letter

from . import authenticity_words


class Content(StrEnum):
    """Whether the words attached to a file are the same as those of the letter that was signed."""

    SAME = "same"
    OTHER = "other"
    NONE = "none"  # nothing is attached, or nothing about a letter of ours


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    letter: Letter | None  # the letter in this installation, if the file belongs to one
    rows: authenticity_words.Rows
    technical: authenticity_words.Rows
    content: Content = Content.NONE


def authenticate_file(pdf: bytes) -> Answer:
    """Checks the file itself, then looks for its letter. Whatever was uploaded, raises only TooManyFiles."""
    letter = letters.by_hash(hashlib.sha256(pdf).hexdigest())
    scanned = _as_scanned(letter) if letter and letter.mode == Letter.Mode.WET else None
    return _answer(scanned, letter, pdf, _content(pdf))


def authenticate_alone(pdf: bytes) -> Answer:
    """Checks only the file itself, for a program without access to the database."""
    return _answer(None, None, pdf)


def _answer(scanned: Verdict | None, letter: Letter | None, pdf: bytes, content: Content = Content.NONE) -> Answer:
    return told(scanned or signing().verify(pdf), pdf, letter, content)


def told(verdict: Verdict, pdf: bytes, letter: Letter | None = None, content: Content = Content.NONE) -> Answer:
    """A verdict about a file in words, with the time of the office that issued it, where it is known."""
    zone = offices.working_time(letter.office).zone if letter else worktime.CAPITAL
    return Answer(
        verdict,
        letter,
        authenticity_words.rows(verdict, zone),
        authenticity_words.technical(verdict, hashlib.sha256(pdf).hexdigest(), zone),
        content,
    )


def photographed(picture: bytes) -> str:
    """The address of the letter's page, from a photo of its QR and of any other beside it. Raises NotFit."""
    codes = intake().codes(picture)
    if not codes:
        raise NotFit("Tidak ada kode QR yang terbaca. Foto kode QR-nya saja, dari dekat dan terang.")
    return to_letter(min(codes, key=_how_unlike_ours))


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
        found = json.loads(carried)
    except ValueError:
        return ""
    return str(found.get("kode", "")) if isinstance(found, dict) else ""


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
