"""Anybody asks whether a letter is genuine."""

import hashlib
from dataclasses import dataclass

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding, Verdict
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    letter: Letter | None  # as the register knows it, when the file is one of this installation's


def verify_file(pdf: bytes) -> Answer:
    """Looks at the file itself, then at the register. Never raises for what was uploaded."""
    verdict, letter = signing().verify(pdf), letters.by_hash(hashlib.sha256(pdf).hexdigest())
    if letter and letter.mode == Letter.Mode.WET:
        verdict = _as_scanned(letter)
    return Answer(verdict, letter)


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
