"""The back office gives the letters their numbers from the office's register: before signing, or after the ink."""

from django.db import transaction

from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit

from . import products, scans
from .step import finish, open_step


@transaction.atomic
def draw(act: Act, *, ref: str, turn: int) -> Case:
    """Draws the numbers and stays at the step: they are written on the paper before it is scanned again."""
    opened = open_step(act, ref=ref, turn=turn, kinds=(Kind.NUMBER,))
    products.number_all(opened, at=act.at)
    return opened.case


def number(
    act: Act, *, ref: str, turn: int, note: str = "", scan: bytes = b"", scan_name: str = "pindaian.pdf"
) -> Case:
    """A letter that already has its number keeps it: it was drawn before, or came back to be mended.

    ``scan`` is the sheet with its number on it: from now on it is the letter's file. Raises NotAccepted, NotFit.
    """
    paper = scans.tidy(scan) if scan else None
    with transaction.atomic():
        opened = open_step(act, ref=ref, turn=turn, kinds=(Kind.NUMBER,))
        products.number_all(opened, at=act.at)
        if paper:
            sha256 = scans.keep(act, opened, paper, name=scan_name)
            if not letters.scanned_again(opened.case, sha256=sha256):
                raise NotFit(
                    "Surat ini belum ditandatangani di kertas.", {scans.FIELD: "Kosongkan; surat ini belum basah."}
                )
        return finish(act, opened, note=note)
