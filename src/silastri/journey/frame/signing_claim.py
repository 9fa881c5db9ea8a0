"""Claims the letters of a step for one signing, so that no other signing begins with them."""

from datetime import datetime

from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.definition.standard import Signature
from silastri.domain.refusal import MovedOn, NotFit, Refusal
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier


class AlreadySigning(MovedOn):
    """These letters are being signed now."""


class InDoubt(MovedOn):
    """It is not known whether one of these letters is signed."""


def keys(dossier: Dossier) -> list[str]:
    """The keys of the letters that this step signs."""
    return [product.key for product in products.to_sign(dossier)]


def for_certificate(act: Act, dossier: Dossier) -> list[Letter]:
    """All the letters of the step, each with its number. Raises AlreadySigning, InDoubt, NotFit."""
    wanted = keys(dossier)
    found = _claim(act, dossier, wanted)
    if len(found) == len(wanted) and all(letter.number for letter in found):
        return found
    return _number_and_claim(act, dossier, wanted, found)


def _number_and_claim(act: Act, dossier: Dossier, wanted: list[str], found: list[Letter]) -> list[Letter]:
    """Numbers a letter before a certificate signs it, even if its number should come after an ink signature."""
    letters.give_up_signing(found)
    products.number_all(dossier, at=act.at)
    found = _claim(act, dossier, wanted)
    if not wanted or len(found) < len(wanted):
        raise why_not(dossier.case, act.at)
    return found


def _claim(act: Act, dossier: Dossier, wanted: list[str]) -> list[Letter]:
    return letters.begin_signing(dossier.case, keys=wanted, mode=Signature.ELECTRONIC, at=act.at)


def why_not(case: Case, at: datetime) -> Refusal:
    found = letter_queries.products(case)
    if any(is_in_doubt(letter, at) for letter in found):
        return InDoubt("Belum pasti apakah surat ini sudah ditandatangani. Pastikan dulu; jangan diulang.")
    if any(letter.state == Letter.State.SIGNING for letter in found):
        return AlreadySigning("Surat ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang halaman.")
    return NotFit("Permohonan ini tidak punya surat untuk ditandatangani.")


def must_be_clear(case: Case, at: datetime) -> None:
    """A case does not go elsewhere while one of its letters is being signed, or may be.

    Raises AlreadySigning, InDoubt.
    """
    if any(letter.state in _HELD for letter in letter_queries.products(case)):
        raise why_not(case, at)


_HELD = (Letter.State.SIGNING, Letter.State.UNKNOWN)


def is_in_doubt(letter: Letter, at: datetime) -> bool:
    """Whether the signer's answer was lost, or the process that waited for it died."""
    lost = letter.state == Letter.State.SIGNING and letter.signing_until is not None and letter.signing_until < at
    return lost or letter.state == Letter.State.UNKNOWN
