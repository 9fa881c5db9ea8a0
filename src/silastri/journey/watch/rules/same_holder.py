"""The same holder again and again in one service."""

from collections.abc import Iterator
from datetime import timedelta

from silastri.apps.anomalies import evidence
from silastri.journey.watch.rule import Found, Look, Rule

MORE_THAN = 3
PERIOD = timedelta(days=365)


def _look(look: Look) -> Iterator[Found]:
    often = evidence.often_held(look.office.pk, look.until - PERIOD, more_than=MORE_THAN)
    last = {case.pk: case for case in evidence.cases({one["last"] for one in often})}
    for one in often:
        case = last.get(one["last"])
        if case and case.submitted_at:
            key = f"{one['service']}:{one['holder_index'][:24]}:{look.time.day(case.submitted_at).year}"
            detail = {"n": one["n"], "service": one["service__name"]}
            yield Found(key, case.submitted_at, case.pk, None, detail)


RULE = Rule(
    "same_holder",
    "Pemegang yang sama berkali-kali",
    f"Satu orang menjadi pemegang lebih dari {MORE_THAN} permohonan satu layanan dalam setahun.",
    _look,
    lambda detail: f"{detail['n']} permohonan {detail['service']} dalam setahun untuk orang yang sama.",
)
