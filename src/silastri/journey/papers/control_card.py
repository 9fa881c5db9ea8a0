"""Draws the kartu kendali: every hand-over so far, and open rows for those to come, to travel with the paper file."""

from collections.abc import Iterator
from datetime import datetime

from silastri.adapters.pdf import printer
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.domain.case import control_card, workflow
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.sop import APPLICANT, Step
from silastri.journey.case import route
from silastri.journey.case.dossier import OpenStep, opened_case

from .sheet import example_mark, letterhead, rows

Row = dict[str, object]
_EMPTY: Row = {"arrived": "", "taken": "", "left": "", "due": "", "late": False, "outcome": "", "note": "", "paraf": ""}


def draw(case: Case, *, at: datetime) -> bytes:
    """As it stands at that moment."""
    opened = opened_case(case)
    runs = cases.runs(case)
    data = {
        "title": f"Kartu kendali {case.ref}",
        "office": letterhead(opened.office),
        "mark": example_mark(),
        "ref": case.ref,
        "facts": _facts(opened),
        "rows": [*_done(opened, runs), *_to_come(opened)],
        "is_whole": cases.card_is_whole(case, runs),
        "seal": control_card.short(case.seal) if case.seal else "",
        "printed": _moment(opened, at),
    }
    return printer().draw("card", data, at=at)


def _facts(opened: OpenStep) -> list[object]:
    case, local = opened.case, opened.time.local
    due = long_date(local(case.promise_due_at)) if case.promise_due_at else "-"
    left = rows(
        [
            ("Nomor pendaftaran", case.ref),
            ("Layanan", opened.definition.standard.name),
            ("Diajukan", long_date(local(case.submitted_at)) if case.submitted_at else "-"),
        ]
    )
    right = rows(
        [("Pemohon", case.applicant.name), ("Pemegang surat", case.holder_name or "-"), ("Janji selesai", due)]
    )
    return [left, right]


def _done(opened: OpenStep, runs: list[StepRun]) -> Iterator[Row]:
    for run in runs:
        yield {
            **_place(opened, opened.definition.sop.step(run.step), run.post),
            "officer": run.by,
            "arrived": _moment(opened, run.arrived_at),
            "taken": _moment(opened, run.taken_at),
            "left": _moment(opened, run.left_at),
            "due": _moment(opened, run.due_at),
            "late": run.due_at is not None and run.left_at > run.due_at,
            "outcome": workflow.said(run.outcome),
            "note": run.note,
            "paraf": control_card.initials(run.by),
        }


def _to_come(opened: OpenStep) -> Iterator[Row]:
    """The step that waits says since when and until when; the others say how long they may take."""
    case = opened.case
    for n, step in enumerate(route.ahead(opened)):
        row = (
            _EMPTY
            | _place(opened, step, step.actor)
            | {"officer": "", "due": f"waktu {step.time}" if step.time else ""}
        )
        if n == 0:
            row |= {
                "officer": case.taken_by.name if case.taken_by else "",
                "arrived": _moment(opened, case.arrived_at),
                "taken": _moment(opened, case.taken_at),
                "due": _moment(opened, case.due_at) or row["due"],
            }
        yield row


def _place(opened: OpenStep, step: Step, post: str) -> Row:
    found = opened.office.post(post)
    return {"step": step.name, "post": "Pemohon" if post == APPLICANT else found.title if found else post}


def _moment(opened: OpenStep, at: datetime | None) -> str:
    """20-11-2026 16.00"""
    return f"{opened.time.local(at):%d-%m-%Y %H.%M}" if at else ""
