"""Checks the ways back: what is done once and for all must not lie on the way that is gone again."""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.exits import Exit
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Sop, Step
from silastri.domain.definition.source import Finding, Path
from silastri.domain.kinds import Kind

# Money that was paid or given back is passed over when the case comes by again, but nobody can be sent to it.
_MONEY = {Kind.PAY: "tagihannya sudah lunas", Kind.REFUND: "jaminannya sudah dikembalikan"}


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    sop = definition.sop
    for n, step in enumerate(sop.steps):
        for place, to in _ways_back(sop, n, step):
            if why := _never_again(sop.steps[to:n]):
                what = f"langkah '{step.key}' kembali ke '{sop.steps[to].key}', padahal {why}"
                yield reading.sop.finding(place, what, _remedy(sop, to, n))


def _ways_back(sop: Sop, n: int, step: Step) -> Iterator[tuple[Path, int]]:
    """The place of each way back, and the position of the earlier step to which it leads."""
    earlier = {before.key: position for position, before in enumerate(sop.steps[:n])}
    ways: list[tuple[Path, Exit]] = [(("langkah", n, "bila_tidak"), way) for way in step.otherwise]
    ways += [(("langkah", n, "batas", "akibat"), step.limit.then)] if step.limit else []
    yield from ((place, earlier[way.to]) for place, way in ways if way.goes_back and way.to in earlier)


def _never_again(steps: tuple[Step, ...]) -> str:
    """Why a case cannot go through these steps again; "" if it can."""
    if why := _MONEY.get(steps[0].kind):
        return why
    signed = next((step for step in steps if step.kind is Kind.SIGN), None)
    return f"suratnya sudah ditandatangani pada langkah '{signed.key}'" if signed else ""


def _remedy(sop: Sop, to: int, n: int) -> str:
    after = [position for position in range(to, n) if sop.steps[position].kind is Kind.SIGN]
    first = max(after) + 1 if after else to + 1
    fits = [step.key for step in sop.steps[first:n] if step.kind not in (*_MONEY, Kind.SIGN)]
    if fits:
        return f"kembali ke {' atau '.join(fits)}"
    if after:
        return "hapus, atau pindahkan langkah ini ke sebelum tanda tangan; surat yang keliru diperbaiki atau dicabut"
    before = [step.key for step in sop.steps[:to] if step.kind not in _MONEY]
    return f"kembali ke {before[-1]}" if before else "hapus"
