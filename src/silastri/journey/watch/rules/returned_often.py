"""A case was returned to its applicant again and again."""

from collections.abc import Iterator

from silastri.apps.anomalies import evidence
from silastri.domain.definition.exits import Lead
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.late_findings import returns_of
from silastri.journey.watch.rule import Found, Look, Rule

AT_LEAST = 3


def _look(look: Look) -> Iterator[Found]:
    rows = evidence.rows_left(look.office.pk, look.since, look.until)
    touched = {run.case_id for run in rows if run.outcome.partition(":")[0] == Lead.BACK}
    cards = evidence.cards(touched)
    for case in evidence.cases(touched):
        returns = returns_of(dossier_of(case), cards[case.pk])
        if len(returns) >= AT_LEAST:
            last = returns[-1]
            detail = {"n": len(returns), "by": last.by}
            yield Found(f"{case.pk}:{len(returns)}", last.left_at, case.pk, last.person_id, detail)


RULE = Rule(
    "returned_often",
    "Dikembalikan berkali-kali",
    f"Permohonan dikembalikan ke pemohon {AT_LEAST} kali atau lebih.",
    _look,
    lambda detail: f"Sudah {detail['n']} kali dikembalikan, yang terakhir oleh {detail['by']}.",
)
