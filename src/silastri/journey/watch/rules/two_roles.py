"""One person prepared a case, or filled it in at the counter, and decided it too."""

from collections.abc import Iterator

from silastri.apps.anomalies import evidence
from silastri.journey.watch.rule import Found, Look, Rule


def _look(look: Look) -> Iterator[Found]:
    rows = evidence.rows_left(look.office.pk, look.since, look.until)
    for case in {run.case_id: run.case for run in rows}.values():
        decided = set(case.hands.get("decided", ()))
        prepared = set(case.hands.get("prepared", ()))
        for person in sorted(decided & (prepared | {case.filled_by_id})):
            run = next((one for one in rows if one.case_id == case.pk and one.person_id == person), None)
            if run is not None:
                role = "memeriksa" if person in prepared else "mengisi di loket"
                yield Found(f"{case.pk}:{person}", run.left_at, case.pk, person, {"by": run.by, "role": role})


RULE = Rule(
    "two_roles",
    "Satu orang, dua peran",
    "Orang yang memeriksa berkas, atau mengisinya di loket, ikut memutuskan permohonan yang sama.",
    _look,
    lambda detail: f"{detail['by']} {detail['role']} dan memutuskan permohonan ini.",
)
