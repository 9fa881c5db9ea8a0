"""Checks the order of the steps: which comes first, which may come only once, which must come before which."""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding
from silastri.domain.definition.standard import Signature
from silastri.domain.kinds import Kind

_ONCE = (Kind.PAY, Kind.REFUND)  # letters/several.py checks numbering, signing and handing over


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    source, kinds = reading.sop, [step.kind for step in definition.sop.steps]
    if kinds[0] is not Kind.SUBMIT:
        yield source.finding(("langkah", 0), "langkah pertama bukan pengajuan", "mulai dengan 'kegiatan: ajukan'")
    for n, kind in enumerate(kinds):
        if kind is Kind.SUBMIT and n:
            yield source.finding(("langkah", n), "pengajuan hanya satu, di awal", "hapus langkah ini")
    for kind in _ONCE:
        if kinds.count(kind) > 1:
            last = len(kinds) - 1 - kinds[::-1].index(kind)
            yield source.finding(("langkah", last), f"kegiatan '{kind}' ditulis lebih dari satu kali", "sisakan satu")
    yield from _before(reading, definition, kinds)
    if Kind.REFUND in kinds and Kind.PAY not in kinds[: kinds.index(Kind.REFUND)]:
        what = "jaminan dikembalikan sebelum dibayar"
        yield source.finding(("langkah", kinds.index(Kind.REFUND)), what, "taruh langkah 'kegiatan: bayar' sebelumnya")


def _before(reading: Reading, definition: Definition, kinds: list[Kind]) -> Iterator[Finding]:
    """A letter must be signed before it is printed or handed over; a blank for ink is printed before it is signed."""
    signed = [product for product in definition.standard.products if product.is_signed]
    is_wet = all(product.signature is Signature.WET for product in signed)
    for then, what in _NEEDS_SIGNED.items():
        if not signed or then not in kinds or (then is Kind.PRINT and is_wet):
            continue
        if Kind.SIGN not in kinds[: kinds.index(then)]:
            remedy = f"taruh langkah 'kegiatan: {Kind.SIGN}' sebelumnya"
            yield reading.sop.finding(("langkah", kinds.index(then)), what, remedy)


_NEEDS_SIGNED = {
    Kind.PRINT: "surat dicetak sebelum ditandatangani",
    Kind.HAND_OVER: "surat diserahkan sebelum ditandatangani",
}
