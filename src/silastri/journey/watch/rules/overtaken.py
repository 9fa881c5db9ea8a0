"""Younger cases were finished while an older one waited untouched at the same step."""

from collections import defaultdict
from collections.abc import Iterator

from silastri.apps.anomalies import evidence
from silastri.apps.cases.models import StepRun
from silastri.domain import worktime
from silastri.domain.case.workflow import ONWARD
from silastri.journey.watch.rule import Found, Look, Rule

MORE_THAN = 3  # younger ones that were finished first
AFTER = 240  # working minutes that the older one has waited


def _look(look: Look) -> Iterator[Found]:
    finished: dict[tuple[int, str, str], list[StepRun]] = defaultdict(list)
    for run in evidence.rows_left(look.office.pk, look.since, look.until):
        if run.outcome == ONWARD:
            finished[run.case.service_id, run.step, run.post].append(run)
    for case in evidence.untouched(look.office.pk):
        since = case.arrived_at
        assert since is not None
        first = [one for one in finished[case.service_id, case.step, case.post] if one.arrived_at > since]
        if len(first) <= MORE_THAN or worktime.minutes_between(look.time, since, look.until) < AFTER:
            continue
        last = first[0]
        detail = {"n": len(first), "since": since.isoformat(), "by": last.by}
        yield Found(f"{case.pk}:{case.turn}", last.left_at, case.pk, last.person_id, detail)


RULE = Rule(
    "overtaken",
    "Mendahului antrean berkas",
    f"Lebih dari {MORE_THAN} berkas yang datang lebih akhir diselesaikan lebih dulu, padahal berkas ini menunggu "
    f"tanpa disentuh lebih dari {AFTER // 60} jam kerja.",
    _look,
    lambda detail: f"{detail['n']} berkas yang lebih baru selesai lebih dulu, yang terakhir oleh {detail['by']}.",
)
