"""Returns by which the clock of the promise could be gamed (domain/case/late_finding.py)."""

from collections.abc import Callable, Iterator

from silastri.apps.anomalies import evidence
from silastri.domain.definition.exits import Lead
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.late_findings import LateFinding, of_return, returns_of
from silastri.journey.watch.rule import Found, Look, Rule


def _returns(look: Look) -> Iterator[tuple[int, LateFinding]]:
    rows = evidence.rows_left(look.office.pk, look.since, look.until)
    new = {(run.case_id, run.turn) for run in rows if run.outcome.partition(":")[0] == Lead.BACK}
    touched = {case for case, _ in new}
    cards = evidence.cards(touched)
    for case in evidence.cases(touched):
        dossier, card = dossier_of(case), cards[case.pk]
        for run in returns_of(dossier, card):
            late = of_return(dossier, card, run) if (case.pk, run.turn) in new else None
            if late:
                yield case.pk, late


def _finds(is_so: Callable[[LateFinding], bool]) -> Callable[[Look], Iterator[Found]]:
    def look_at(look: Look) -> Iterator[Found]:
        for case, late in _returns(look):
            if is_so(late) and late.run:
                detail = {"by": late.run.by, "names": ", ".join(late.names)}
                yield Found(f"{case}:{late.run.turn}", late.run.left_at, case, late.run.person_id, detail)

    return look_at


SEEN_BEFORE = Rule(
    "seen_before",
    "Kekurangan terlambat ditemukan",
    "Permohonan dikembalikan karena hal yang sudah bisa dilihat pada pengembalian sebelumnya: berkasnya sudah ada, "
    "tidak berubah, dan waktu itu tidak ditandai salah.",
    _finds(lambda late: bool(late.seen_at)),
    lambda detail: f"{detail['by']} mengembalikan karena {detail['names']}, yang sudah bisa dilihat sebelumnya.",
    for_head=True,
)
LAST_DAY = Rule(
    "last_day",
    "Dikembalikan pada hari terakhir",
    "Permohonan dikembalikan ke pemohon pada hari terakhir waktu langkah atau janji layanan, atau sesudahnya.",
    _finds(lambda late: late.last_day),
    lambda detail: f"{detail['by']} mengembalikan permohonan pada hari terakhir.",
    for_head=True,
)
