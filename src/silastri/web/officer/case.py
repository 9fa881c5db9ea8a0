"""One case on an officer's desk: its papers, its control card, and the form of the step that waits for the officer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.after_issue import mailings
from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument, Mark, StepRun
from silastri.apps.catalog import queries as catalog
from silastri.apps.duties import queries as duties
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.case import keys
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import PERSON_PARTS
from silastri.domain.kinds import Kind, nature
from silastri.domain.refusal import NotThere
from silastri.journey.case import invite, late_findings, oddities, products
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.case.returns import sent_back
from silastri.journey.frame.step import is_for
from silastri.journey.marks import marked
from silastri.journey.papers import picture as pictures
from silastri.journey.papers import receipt as receipts
from silastri.journey.registers import next_number, registrar
from silastri.journey.steps.check import asked
from silastri.web.answers import shown
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf
from silastri.web.regions import regions

from .extras import of_case
from .lists import place
from .steps.form import StepForm
from .steps.table import screen_of
from .workspace import papers
from .workspace.papers import Sheet

# How many pixels a picture of a page is across.
_WIDTHS = {"kecil": pictures.THUMB, "besar": 1600}
# Who passes the letter on sees its number beforehand.
_BEFORE_NUMBER = (Kind.VERIFY, Kind.INITIAL, Kind.APPROVE, Kind.NUMBER, Kind.SIGN)


@dataclass(frozen=True)
class DocumentRow:
    key: str
    label: str
    document: CaseDocument | None
    mark: Mark | None
    is_new: bool  # handed in after the case was last sent back


@officer
def case(request: DeskRequest, ref: str) -> HttpResponse:
    return page(request, cases.case(ref, office=request.desk.office.pk))


def page(
    request: DeskRequest, case: Case, form: StepForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The case page; after a refusal, with the step's form as it was sent."""
    return render(request, "officer/case/case.html", context(request, case, form) | more, status=status)


def find(request: DeskRequest, ref: str) -> Case:
    """Raises CaseNotFound."""
    return cases.case(ref, office=request.desk.office.pk)


def context(request: DeskRequest, case: Case, form: StepForm | None = None) -> dict[str, Any]:
    """What the officer's pages of a case show."""
    definition = catalog.definition(case.version_id)
    office = offices.definition(case.office)
    step = definition.sop.step(case.step) if case.step else None
    waits = case.state == State.RUNNING and step is not None and is_for(request.act, case, step)
    own = case.applicant_id == request.user.pk
    runs = cases.runs(case)
    dossier = dossier_of(case).only_looked_at()
    screen = screen_of(step) if step else None
    known = letters.of_case(case)
    found: dict[str, Any] = {
        "case": case,
        "back": place.of(request, case.ref),
        "standard": definition.standard,
        "step": step,
        "post": office.post(case.post) if case.post else None,
        "titles": {post.key: post.title for post in office.posts} | {"pemohon": "Pemohon"},
        "steps": {s.key: s.name for s in definition.sop.steps},
        "mine": waits and not own and case.taken_by_id in (None, request.user.pk),
        "waits": waits,
        "own": own,
        "act_name": nature(step.kind).act if step else "",
        "form": (form or screen.form_of(dossier, request.act.at)) if screen and waits and not own else None,
        "answers": shown(definition.standard.form, case.answers.get("values", {})),
        "runs": runs,
        "sent_back": sent_back(dossier, runs),
        "whole": cases.card_is_whole(case, runs),
        "letters": known,
        "mailings": mailings.of_letters(known),
        "keeps": case.state == State.RUNNING and not own and registrar.keeps(request.act, case.office),
        "to_sign": products.to_sign(dossier),
        "is_wet": products.is_wet(dossier),
        "sheets": products.sheets(dossier),
        "own_clocks": products.own_clocks(dossier),
        "hand_over": letters.hand_over(case),
        "duties": duties.of_case(case) if case.state == State.DONE else [],
        "has_receipt": receipts.has_receipt(definition, runs),
        "survey_open": invite.is_open(case),
        "parts": PERSON_PARTS,
        "regions": regions(),
        "now": request.act.at,
        "today": request.today,
    }
    more = beside(dossier, runs, known, request.act.at) | of_case(request, dossier)
    shows = screen.shows(request, dossier) if screen else {}
    for one, other in ((found, more), (found, shows), (more, shows)):
        assert one.keys().isdisjoint(other), f"named twice on a page: {one.keys() & other.keys()}"
    return found | more | shows


def beside(dossier: Dossier, runs: list[StepRun], known: list[Letter], at: datetime) -> dict[str, Any]:
    """What stands beside the decision: the papers, what was said of them, and what matters about the case."""
    case, documents, marks = dossier.case, cases.documents(dossier.case), cases.last_marks(dossier.case)
    rows = document_rows(case, dossier.definition, documents, marks, runs)
    return {
        "rows": rows,
        "papers": sheets(dossier, rows, documents, known, at),
        "marks": marks,
        "said_before": said_before(runs),
        "late_finding": late_findings.of_last_return(dossier, runs),
        "would_be_late": late_findings.of_step(dossier, runs, at),
        "odd": oddities.of_case(dossier, documents) if case.state == State.RUNNING else [],
        "next_numbers": next_numbers(dossier, known, at),
        "stock_reasons": dossier.office.stock_reasons,
    }


def document_rows(
    case: Case,
    definition: Definition,
    handed_in: dict[str, CaseDocument],
    marks: dict[str, Mark],
    runs: list[StepRun],
) -> list[DocumentRow]:
    returned = max((run.turn for run in runs if run.outcome.startswith("kembali")), default=0)
    rows = []
    for requirement in asked(definition, case):
        document = handed_in.get(requirement.key)
        is_new = bool(document and returned and document.turn >= returned)
        rows.append(DocumentRow(requirement.key, requirement.label, document, marks.get(requirement.key), is_new))
    return rows


def sheets(
    dossier: Dossier,
    rows: list[DocumentRow],
    documents: dict[str, CaseDocument],
    known: list[Letter],
    at: datetime,
) -> list[Sheet]:
    """What the viewer shows."""
    form = [papers.answers()] if dossier.definition.standard.form else []
    to_be = papers.of_letters(dossier, known, at) if dossier.case.state == State.RUNNING else []
    return [*to_be, *form, *_of_documents(dossier, rows, documents)]


def _of_documents(dossier: Dossier, rows: list[DocumentRow], documents: dict[str, CaseDocument]) -> list[Sheet]:
    """What was handed in, and what officers attached. A correction has the papers of the case of its letter."""
    case = dossier.case
    handed_in = [(row.key, row.label, row.document, row.is_new) for row in rows if row.document and not case.corrects]
    names = {keys.of_step(step.key): step.name for step in dossier.definition.sop.steps}
    attached = [(key, names[key], document, False) for key, document in documents.items() if key in names]
    return papers.of_documents(case, [*handed_in, *attached])


def searchable(case: Case) -> list[Sheet]:
    """The papers of the case that may hold words."""
    dossier, documents = dossier_of(case), cases.documents(case)
    rows = document_rows(case, dossier.definition, documents, {}, [])
    return _of_documents(dossier, rows, documents)


def said_before(runs: list[StepRun]) -> list[StepRun]:
    """The rows of the control card in which somebody passed the case on with a word."""
    return [run for run in runs if run.outcome == ONWARD and run.told.strip()]


def next_numbers(dossier: Dossier, known: list[Letter], at: datetime) -> list[tuple[str, str]]:
    waits = dossier.case.state == State.RUNNING and dossier.step.kind in _BEFORE_NUMBER
    return next_number.expected(dossier, known, at=at) if waits else []


@officer
def reveal(request: DeskRequest, ref: str) -> HttpResponse:
    """Shows the full identity numbers; the log keeps who looked, and when (UU 27/2022)."""
    case = cases.case(ref, office=request.desk.office.pk)
    if request.method != "POST":
        return page(request, case)
    log(request.act, "reveal_identity", case.ref, whose=case.applicant_id)
    definition = catalog.definition(case.version_id)
    numbers = [("NIK pemohon", case.applicant.nik or "-")]
    for question in definition.standard.form:
        answer = case.answers.get("values", {}).get(question.key)
        if isinstance(answer, dict) and answer.get("nik"):
            numbers.append((f"NIK {question.label.lower()}", answer["nik"]))
    return render(request, "officer/case/identity.html", {"case": case, "numbers": numbers})


@officer
def document(request: DeskRequest, ref: str, pk: int) -> HttpResponse:
    case, found = _paper(request, ref, pk)
    return pdf(marked.content(request.act, case, found), f"{ref}-{found.pk}")


@officer
def picture(request: DeskRequest, ref: str, pk: int, page: int) -> HttpResponse:
    width = _WIDTHS.get(request.GET.get("ukuran", ""), pictures.WIDTH)
    shown = marked.page(request.act, *_paper(request, ref, pk), page=page, width=width)
    return HttpResponse(shown, content_type="image/webp")


def _paper(request: DeskRequest, ref: str, pk: int) -> tuple[Case, CaseDocument]:
    case = cases.case(ref, office=request.desk.office.pk)
    found = cases.document(case, pk)
    if found is None:
        raise NotThere("Berkas ini tidak ada.")
    return case, found


@officer
def receipt(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    if not receipts.has_receipt(catalog.definition(case.version_id), cases.runs(case)):
        raise NotThere("Tanda terima dibuat setelah berkas diperiksa lengkap.")
    return pdf(receipts.receipt(case, at=request.act.at), f"tanda-terima-{case.ref}")
