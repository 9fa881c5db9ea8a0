"""What I sent: every answer and every paper, to read and to print."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.catalog import queries as catalog
from silastri.domain.case import keys, step_notes
from silastri.domain.case.workflow import State
from silastri.domain.definition.definition import Definition
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotThere
from silastri.domain.words.called import called
from silastri.journey.steps.check import asked
from silastri.web.answers import Group, shown
from silastri.web.guard import Request, applicant
from silastri.web.zone import show_time_of


@applicant
def sent(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    if case.state == State.DRAFT:
        raise NotThere("Permohonan ini belum dikirim.")
    show_time_of(case.office)
    definition = catalog.definition(case.version_id)
    page = {
        "case": case,
        "name": called(definition.standard),
        "answers": shown(definition.standard.form, case.answers.get("values", {})),
        "later": _later(case, definition),
        "papers": _papers(case, definition),
    }
    return render(request, "applicant/sent.html", page)


def _papers(case: Case, definition: Definition) -> list[tuple[str, CaseDocument | None]]:
    """Each paper by its label, then those of later steps; things were brought, so they have no paper."""
    papers = cases.documents(case)
    found = [(r.label, papers.get(r.key)) for r in asked(definition, case) if r.key in papers or r.is_thing]
    later = [(step.upload or step.name, papers.get(keys.of_step(step.key))) for step in definition.sop.steps]
    return found + [(label, paper) for label, paper in later if paper and paper.person_id == case.applicant_id]


def _later(case: Case, definition: Definition) -> list[tuple[str, list[Group]]]:
    """What was answered in the middle of the way, by step."""
    steps = [step for step in definition.sop.steps if step.kind is Kind.RESPOND]
    found = [(step.name, shown(step.form, step_notes.answers(case.notes, step.key))) for step in steps]
    return [(name, groups) for name, groups in found if groups]
