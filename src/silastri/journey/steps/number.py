"""The back office gives the letters their numbers from the office's register: before signing, or after the ink."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import products, scans
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction
from silastri.journey.registers import use_reserved


@dataclass(frozen=True)
class Reserved:
    """By letter key: the id of the reserved number that the letter bears on paper, and its date (today if None)."""

    numbers: Mapping[str, int]
    on: date | None = None


@one_transaction()
def draw(act: Act, *, ref: str, turn: int, reserved: Reserved | None = None) -> Case:
    """Draws the numbers but stays at the step: they are first written on the paper, which is then scanned again."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.NUMBER,))
    _number_all(act, dossier, reserved)
    return dossier.case


def _number_all(act: Act, dossier: Dossier, reserved: Reserved | None) -> None:
    for key, number in reserved.numbers.items() if reserved else ():
        use_reserved.give(act, dossier, number=number, key=key, on=reserved.on if reserved else None)
    products.number_all(dossier, at=act.at)


def number(
    act: Act,
    *,
    ref: str,
    turn: int,
    note: str = "",
    scan: bytes = b"",
    scan_name: str = "pindaian.pdf",
    reserved: Reserved | None = None,
) -> Case:
    """A letter that already has its number keeps it: it was drawn before, or the case came back for repair.

    ``scan`` is the sheet with its number on it: from now on it is the letter's file. Raises NotAccepted, NotFit.
    """
    tidied = scans.tidy(act, scan) if scan else None
    with one_transaction():
        dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.NUMBER,))
        _number_all(act, dossier, reserved)
        if tidied:
            sha256 = scans.keep(act, dossier, tidied, name=scan_name)
            if not letters.scanned_again(dossier.case, sha256=sha256):
                raise NotFit(
                    "Surat ini belum ditandatangani di kertas.", {scans.FIELD: "Kosongkan; surat ini belum basah."}
                )
        return finish(act, dossier, note=note)
