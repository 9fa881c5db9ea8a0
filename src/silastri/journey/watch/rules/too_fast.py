"""A check of many documents that took less time than reading them does."""

from collections.abc import Iterator
from datetime import timedelta

from silastri.apps.anomalies import evidence
from silastri.apps.catalog import queries as catalog
from silastri.domain.case.workflow import ONWARD
from silastri.domain.kinds import Kind
from silastri.journey.watch.rule import Found, Look, Rule

FASTEST = 20  # seconds from the first look at the case to the decision
MANY = 3  # documents
_KINDS = (Kind.CHECK, Kind.VERIFY)


def _look(look: Look) -> Iterator[Found]:
    rows = [run for run in evidence.rows_left(look.office.pk, look.since, look.until) if run.outcome == ONWARD]
    rows = [run for run in rows if run.via == "web" and _kind(run.case.version_id, run.step) in _KINDS]
    if not rows:
        return
    counts = evidence.documents_of({run.case_id for run in rows})
    rows = [run for run in rows if counts.get(run.case_id, 0) >= MANY]
    looks = evidence.looks(look.office.pk, {run.case.ref for run in rows}, look.since)
    for run in rows:
        opened = [at for at in looks.get((run.case.ref, run.person_id), ()) if run.arrived_at <= at <= run.left_at]
        seconds = (run.left_at - opened[0]) // timedelta(seconds=1) if opened else FASTEST
        if seconds < FASTEST:
            detail = {"seconds": seconds, "documents": counts[run.case_id], "by": run.by}
            yield Found(f"{run.case_id}:{run.turn}", run.left_at, run.case_id, run.person_id, detail)


def _kind(version: int, step: str) -> Kind | None:
    steps = catalog.definition(version).sop.steps
    return next((one.kind for one in steps if one.key == step), None)


RULE = Rule(
    "too_fast",
    "Langkah terlalu cepat",
    f"Berkas dengan {MANY} dokumen atau lebih dinyatakan benar kurang dari {FASTEST} detik sesudah dibuka.",
    _look,
    lambda detail: (
        f"{detail['documents']} dokumen dinyatakan benar dalam {detail['seconds']} detik oleh {detail['by']}."
    ),
)
