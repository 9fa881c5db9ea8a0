"""The flow of an SOP as a drawing: lanes, symbols, and the ways between them (PermenPANRB 35/2012).

Each row has one symbol. A way back runs along a gutter: the border between two lanes, where no symbol is drawn; gutter
0 is left of the first lane. Ways that share a gutter get slots beside each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from silastri.domain.case.opinion import titles
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.exits import Exit, Lead
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import APPLICANT, Sop, Step
from silastri.domain.duration import Unit

from .spoken import Speech

LEFT, RIGHT = -1, 1
_ROUNDS = 6  # how often the sides are chosen anew; two or three times were enough for every SOP we know


@dataclass(frozen=True)
class Row:
    """A step in the matrix. ``backs`` are the rows to which it may send the file back."""

    index: int
    step: Step
    lane: int
    symbol: str  # "terminator", "process" or "decision"
    backs: tuple[int, ...]
    refuses: bool
    remark: str


@dataclass(frozen=True)
class Way:
    """A way out of a decision other than onward; ``target`` is the row it returns to, None for a refusal.

    ``side`` is the side of the symbol where it leaves. ``slot`` counts the lines beside each other in the gutter.
    ``joins``: the side of its target is taken, so it joins the line that comes to the target from above.
    """

    origin: int
    target: int | None
    side: int
    gutter: int
    slot: int = 0
    joins: bool = False


def lanes(sop: Sop) -> tuple[str, ...]:
    """The posts in the order of their columns: the order that the office wrote, else that of the steps."""
    return tuple(dict.fromkeys((*sop.lanes, *(step.actor for step in sop.steps))))


def rows(definition: Definition, office: Office) -> list[Row]:
    sop, speech = definition.sop, Speech(definition)
    columns = lanes(sop)
    return [
        Row(
            index=n,
            step=step,
            lane=columns.index(step.actor),
            symbol=_symbol(sop, n, step),
            backs=tuple(sop.position(str(way.to)) for way in step.otherwise if way.goes_back),
            refuses=any(way.refuses for way in step.otherwise),
            remark=_remark(office, sop, step, speech),
        )
        for n, step in enumerate(sop.steps)
    ]


def _symbol(sop: Sop, n: int, step: Step) -> str:
    if step.otherwise:
        return "decision"
    return "terminator" if n in (0, len(sop.steps) - 1) else "process"


def _remark(office: Office, sop: Sop, step: Step, speech: Speech) -> str:
    told = [f"{step.remark.rstrip('. ')}."] if step.remark else []
    told += _bounds(step, speech)
    if any(way.refuses for way in step.otherwise):
        told.append("Ditolak dengan alasan bila tidak memenuhi syarat.")
    told += [f"Dapat {said}." for way in step.otherwise if (said := _elsewhere(sop, way))]
    if step.skip_when:
        when = speech.condition(step.skip_when)
        told.append(f"Dilewati jika {when}." if when else "Dilewati bila tidak diperlukan.")
    if step.parties:
        told.append(f"Meminta pendapat {', '.join(titles(step, office))}.")
    if step.recorder:
        told.append(f"Dicatat oleh {lane_title(office, step.recorder)}.")
    if step.survey:
        told.append("SKM wajib diisi." if step.survey == "wajib" else "SKM dianjurkan.")
    if step.uncollected:
        told.append(f"Tidak diambil {step.uncollected.after}: surat pemberitahuan ke rumah.")
    return " ".join(told)


def _bounds(step: Step, speech: Speech) -> list[str]:
    """On which paths the step is done, and how long the applicant or others may take at it."""
    told = [f"Hanya {speech.on_paths(step.paths)}."] if step.paths else []
    return told + ([f"Batas {step.limit.time}."] if step.limit else [])


def _elsewhere(sop: Sop, way: Exit) -> str:
    """What the ways out do that neither go back nor refuse."""
    if way.lead is Lead.AGAIN:
        return f"diulang paling banyak {way.times} kali"
    referral = sop.referral(way.to) if way.lead is Lead.REFER else None
    return f"dialihkan ke {referral.label}" if referral else ""


def lane_title(office: Office, lane: str) -> str:
    if lane == APPLICANT:
        return "Pemohon"
    post = office.post(lane)
    return post.title if post else lane


def total(sop: Sop) -> str:
    """The times of all steps together: "6 hari kerja 2 jam"; units that cannot be added are written one after the
    other."""
    sums: dict[Unit, int] = {}
    for time in (step.time for step in sop.steps if step.time and step.time.is_said):
        unit, amount = (Unit.MINUTE, time.minutes) if time.in_office_time else (time.unit, time.amount)
        sums[unit] = sums.get(unit, 0) + amount
    hours, minutes = divmod(sums.pop(Unit.MINUTE, 0), 60)
    parts = [f"{amount} {unit.value}" for unit, amount in sums.items()]
    return " ".join([*parts, *([f"{hours} jam"] if hours else []), *([f"{minutes} menit"] if minutes else [])])


def ways(matrix: Sequence[Row]) -> list[Way]:
    """All ways back and refusals of the matrix, each on the side and in the gutter with the fewest crossings."""
    laid = [Way(row.index, back, RIGHT, _gutter(row, RIGHT)) for row in matrix for back in row.backs]
    for _ in range(_ROUNDS):
        before = list(laid)
        for n, way in enumerate(laid):
            others = laid[:n] + laid[n + 1 :]
            row = matrix[way.origin]
            choices = [replace(way, side=side, gutter=_gutter(row, side)) for side in (LEFT, RIGHT)]
            laid[n] = min(choices, key=lambda choice: (_cost(choice, matrix, others), _turns_away(choice, matrix)))
        if laid == before:
            break
    leaves = {(way.origin, way.side) for way in laid}
    laid = [replace(way, joins=(way.target, _entry(way, matrix)) in leaves) for way in laid]
    laid += _ends(matrix, laid)
    return sorted(_slotted(laid), key=lambda way: (way.origin, way.target is None, way.target or 0))


def _ends(matrix: Sequence[Row], laid: Sequence[Way]) -> list[Way]:
    """Refusals whose symbol has a free side. Any other refusal is only in the remarks."""
    last = max(row.lane for row in matrix)
    found = []
    for row in matrix:
        sides = [side for side in (LEFT, RIGHT) if row.refuses and 0 < _gutter(row, side) <= last]
        ends = (Way(row.index, None, side, _gutter(row, side)) for side in sides)
        found += [end for end in ends if _cost(end, matrix, laid) == 0][:1]
    return found


def _gutter(row: Row, side: int) -> int:
    return row.lane if side == LEFT else row.lane + 1


def _turns_away(way: Way, matrix: Sequence[Row]) -> bool:
    """Whether the way leaves on the side away from its target."""
    towards = matrix[way.target or 0].lane - matrix[way.origin].lane
    return way.side * towards < 0


def _cost(way: Way, matrix: Sequence[Row], laid: Sequence[Way]) -> int:
    """How many lines the way would cross or share, as a penalty."""
    leaves = {(other.origin, other.side) for other in laid}
    enters = {(other.target, _entry(other, matrix)) for other in laid}
    shared = 9 * ((way.origin, way.side) in leaves) + 3 * ((way.origin, way.side) in enters)
    if way.target is None:
        return shared + sum(_beside(other, way.gutter, way.origin) for other in laid)
    shared += 3 * ((way.target, _entry(way, matrix)) in leaves)
    onward = sum(
        way.target <= before.index < way.origin and way.gutter in _between(before.lane, after.lane)
        for before, after in pairwise(matrix)
    )
    crossed = sum(_beside(way, gutter, other.target) for other in laid for gutter in _reach(other, matrix))
    crosses = sum(_beside(other, gutter, way.target) for other in laid for gutter in _reach(way, matrix))
    return shared + onward + crossed + crosses


def _entry(way: Way, matrix: Sequence[Row]) -> int:
    """The side on which the way reaches its target."""
    return LEFT if way.target is not None and way.gutter <= matrix[way.target].lane else RIGHT


def _between(a: int, b: int) -> range:
    """The gutters between two lanes."""
    return range(min(a, b) + 1, max(a, b) + 1)


def _reach(way: Way, matrix: Sequence[Row]) -> list[int]:
    """The gutters, besides its own, that the way crosses in the row of its target."""
    if way.target is None:
        return []
    lane = matrix[way.target].lane
    between = range(way.gutter + 1, lane + 1) if way.gutter <= lane else range(lane + 1, way.gutter)
    return list(between)


def _beside(way: Way, gutter: int, row: int | None) -> bool:
    """Whether the line of the way runs through that gutter past that row."""
    return way.target is not None and row is not None and way.gutter == gutter and way.target < row < way.origin


def _slotted(laid: Sequence[Way]) -> list[Way]:
    """Gives lines that run side by side slots of their own; lines to the same row share one.

    Even slots are right of the border, odd ones left of it: on the far side, seen from the symbol that the line leaves.
    """
    done: list[Way] = []
    for way in sorted(laid, key=lambda way: way.origin - (way.target if way.target is not None else way.origin)):
        beside = [other for other in done if other.gutter == way.gutter and _overlap(way, other)]
        joined = next((other.slot for other in beside if other.target == way.target and way.target is not None), None)
        taken = {other.slot for other in beside}
        first = 0 if way.side == RIGHT else 1
        free = next(n for n in (*range(first, 2 * len(done) + 2, 2), *range(1 - first, 99, 2)) if n not in taken)
        done.append(replace(way, slot=free if joined is None else joined))
    return done


def _overlap(a: Way, b: Way) -> bool:
    if a.target is None or b.target is None:
        return False
    return a.target <= b.origin and b.target <= a.origin
