"""Anybody asks whether a letter is genuine."""

import hashlib
from dataclasses import dataclass

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding, Verdict
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter

from . import verify_words


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    letter: Letter | None  # as the register knows it, when the file is one of this installation's
    rows: verify_words.Rows
    technical: verify_words.Rows


def verify_file(pdf: bytes) -> Answer:
    """Looks at the file itself, then at the register. Never raises for what was uploaded."""
    letter = letters.by_hash(hashlib.sha256(pdf).hexdigest())
    return _answer(_as_scanned(letter) if letter and letter.mode == Letter.Mode.WET else None, letter, pdf)


def verify_alone(pdf: bytes) -> Answer:
    """Where there is no register to look at, the file itself still tells."""
    return _answer(None, None, pdf)


def _answer(scanned: Verdict | None, letter: Letter | None, pdf: bytes) -> Answer:
    verdict = scanned or signing().verify(pdf)
    return Answer(
        verdict,
        letter,
        verify_words.rows(verdict),
        verify_words.technical(verdict, hashlib.sha256(pdf).hexdigest()),
    )


def _as_scanned(letter: Letter) -> Verdict:
    """Ink leaves nothing to check in a file; that it is the very scan the office keeps says as much."""
    return Verdict(
        Finding.GENUINE,
        "Berkas ini sama persis dengan pindaian yang kami simpan. Suratnya ditandatangani dengan tinta.",
        signer=letter.signer_name,
        signed_at=letter.signed_at,
        number=letter.number,
        is_example=signing().is_demo,
    )
