"""The letters of several cases in one file for the printer. The cases stay where they are."""

from collections.abc import Iterable

from silastri.adapters.pdf import printer
from silastri.apps.audit.operations import log
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import products
from silastri.journey.frame.step import look_at_step
from silastri.journey.papers.file import file


class NothingToPrint(NotFit):
    """The case has no letter for paper."""


def letters_of(act: Act, *, ref: str, turn: int) -> list[bytes]:
    """The letters of one case that waits to be printed or handed over. Raises NothingToPrint, and what ``open_step``
    raises."""
    dossier = look_at_step(act, ref=ref, turn=turn, kinds=(Kind.PRINT, Kind.HAND_OVER))
    found = [file(dossier, product.key, at=act.at) for product in products.to_sign(dossier)]
    if not found:
        raise NothingToPrint("Permohonan ini tidak punya surat untuk dicetak.")
    log(act, "print_at_once", ref, whose=dossier.case.applicant_id)
    return found


def one_file(letters: Iterable[bytes]) -> bytes:
    return printer().joined(letters)
