"""Draws the kartu kendali, which travels with the file: every step so far, and open rows for those to come."""

from collections.abc import Iterator
from datetime import datetime

from silastri.adapters.pdf import printer
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.apps.reminders import queries as reminders
from silastri.apps.reminders.models import Told
from silastri.domain.case import control_card, lateness, workflow
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.sop import APPLICANT, Step
from silastri.domain.words import wording
from silastri.journey.case import route
from silastri.journey.case.dossier import Dossier, dossier_of

from .sheet import example_mark, letterhead, rows

Row = dict[str, object]
_EMPTY: Row = {"arrived": "", "taken": "", "left": "", "due": "", "late": False, "outcome": "", "note": "", "paraf": ""}


def draw(case: Case, *, at: datetime) -> bytes:
    """Draws the card at that moment."""
    dossier = dossier_of(case)
    runs = cases.runs(case)
    data = {
        "title": f"Kartu kendali {case.ref}",
        "office": letterhead(dossier.office),
        "mark": example_mark(),
        "ref": case.ref,
        "facts": _facts(dossier),
        "rows": [*_done(dossier, runs), *_to_come(dossier)],
        "told": [_told(dossier, one) for one in reminders.of_case(case)],
        "handed": _handed(dossier),
        "is_whole": cases.card_is_whole(case, runs),
        "seal": control_card.short(case.seal) if case.seal else "",
        "printed": _moment(dossier, at),
    }
    return printer().draw("card", data, at=at)


def _facts(dossier: Dossier) -> list[object]:
    case, local = dossier.case, dossier.time.local
    due = wording.short_due(case.promise_due_at, dossier.time) if case.promise_due_at else "-"
    left = rows(
        [
            ("Nomor pendaftaran", case.ref),
            ("Layanan", dossier.definition.standard.name),
            ("Diajukan", long_date(local(case.submitted_at)) if case.submitted_at else "-"),
        ]
    )
    right = rows(
        [("Pemohon", case.applicant.name), ("Pemegang surat", case.holder_name or "-"), ("Janji selesai", due)]
    )
    return [left, right]


def _done(dossier: Dossier, runs: list[StepRun]) -> Iterator[Row]:
    for run in runs:
        yield {
            **_place(dossier, dossier.definition.sop.step(run.step), run.post),
            "officer": run.by,
            "arrived": _moment(dossier, run.arrived_at),
            "taken": _moment(dossier, run.taken_at),
            "left": _moment(dossier, run.left_at),
            "due": _moment(dossier, run.due_at),
            "late": lateness.passed(run.due_at, run.left_at),
            "outcome": workflow.said(run.outcome),
            "note": run.note,
            "paraf": control_card.initials(run.by),
        }


def _to_come(dossier: Dossier) -> Iterator[Row]:
    """A row for each step to come: the present one says since when and until when, the others how long they take."""
    case = dossier.case
    for n, step in enumerate(route.ahead(dossier)):
        row = (
            _EMPTY
            | _place(dossier, step, step.actor)
            | {"officer": "", "due": f"waktu {step.time}" if step.time and step.time.is_said else ""}
        )
        if n == 0:
            row |= {
                "officer": case.taken_by.name if case.taken_by else "",
                "arrived": _moment(dossier, case.arrived_at),
                "taken": _moment(dossier, case.taken_at),
                "due": _moment(dossier, case.due_at) or row["due"],
            }
        yield row


def _told(dossier: Dossier, one: Told) -> str:
    """That a superior was told. It is no step, and not under the seals."""
    return (
        f"{offices.title(dossier.case.office, one.post)} dikabari berkas lewat batas waktu {_moment(dossier, one.at)}."
    )


def _handed(dossier: Dossier) -> Row:
    """To whom the letter was given, with the signature drawn on the screen."""
    found = letters.hand_over(dossier.case)
    if found is None:
        return {}
    on_paper = ", tanda terima di kertas difoto" if found.receipt else ""
    how = f"{found.get_relation_display().lower()}, {found.get_proof_display()}"
    signed = list(documents.content(found.signature.sha256)) if found.signature else []
    return {
        "text": f"Diserahkan kepada {found.to_name} ({how}) {_moment(dossier, found.at)}{on_paper}.",
        "signature": signed,
    }


def _place(dossier: Dossier, step: Step, post: str) -> Row:
    found = dossier.office.post(post)
    return {"step": step.name, "post": "Pemohon" if post == APPLICANT else found.title if found else post}


def _moment(dossier: Dossier, at: datetime | None) -> str:
    """A moment in figures: 20-11-2026 16.00."""
    return f"{dossier.time.local(at):%d-%m-%Y %H.%M}" if at else ""
