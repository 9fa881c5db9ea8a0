"""One case on an officer's desk: its documents, its control card, and the form of the step that is to be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument, Mark
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import queries as documents
from silastri.apps.duties import queries as duties
from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.domain.case import keys
from silastri.domain.case.requirements import to_be_marked
from silastri.domain.case.workflow import State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import PERSON_PARTS
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind, nature
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case import products
from silastri.journey.case.dossier import case_facts, dossier_of
from silastri.journey.frame.step import STALE, StaleStep, done_again
from silastri.journey.papers import picture as pictures
from silastri.journey.papers import receipt as receipts
from silastri.journey.papers.signatory import postings
from silastri.journey.registers import registrar, use_reserved
from silastri.journey.steps import hand_over, pay, survey
from silastri.journey.steps.check import FORM, asked
from silastri.web.answers import shown
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf
from silastri.web.regions import regions

from . import parties
from .extras import of_kind
from .forms import FORMS, CheckForm, StepForm, ways


@dataclass(frozen=True)
class DocumentRow:
    key: str
    label: str
    document: CaseDocument | None
    mark: Mark | None
    is_new: bool  # handed in after the case was last sent back

    @property
    def pages(self) -> range:
        return range(1, min(self.document.file.pages, 10) + 1) if self.document else range(0)


@officer
def case(request: DeskRequest, ref: str) -> HttpResponse:
    return page(request, cases.case(ref, office=request.desk.office.pk))


def page(
    request: DeskRequest, case: Case, form: StepForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The case page; after a refusal, with the step's form as it was sent."""
    definition = catalog.definition(case.version_id)
    office = offices.definition(case.office)
    step = definition.sop.step(case.step) if case.step else None
    waits = case.state == State.RUNNING and step is not None and waits_for(request, case, step)
    own = case.applicant_id == request.user.pk
    runs = cases.runs(case)
    dossier = dossier_of(case)
    context: dict[str, Any] = {
        "case": case,
        "standard": definition.standard,
        "step": step,
        "post": office.post(case.post) if case.post else None,
        "titles": {post.key: post.title for post in office.posts} | {"pemohon": "Pemohon"},
        "steps": {s.key: s.name for s in definition.sop.steps},
        "mine": waits and not own and case.taken_by_id in (None, request.user.pk),
        "waits": waits,
        "own": own,
        "act_name": nature(step.kind).act if step else "",
        "form": (form or blank_form(case, definition, request.act.at)) if waits and not own else None,
        "rows": document_rows(case, definition),
        "attached": attached(case, definition),
        "answers": shown(definition.standard.form, case.answers.get("values", {})),
        "marks": cases.last_marks(case),
        "runs": runs,
        "whole": cases.card_is_whole(case, runs),
        "letters": letters.of_case(case),
        "keeps": case.state == State.RUNNING and not own and registrar.keeps(request.act),
        "to_sign": products.to_sign(dossier),
        "is_wet": products.is_wet(dossier),
        "sheets": products.sheets(dossier),
        "own_clocks": products.own_clocks(dossier),
        "hand_over": letters.hand_over(case),
        "duties": duties.of_case(case) if case.state == State.DONE else [],
        "has_receipt": receipts.has_receipt(definition, runs),
        "survey_open": survey.is_open(case),
        "parts": PERSON_PARTS,
        "regions": regions(),
        "now": request.act.at,
    }
    return render(request, "officer/case/case.html", context | of_kind(request, dossier) | more, status=status)


def waits_for(request: DeskRequest, case: Case, step: Step) -> bool:
    """Whether the case is at a post of this officer; whoever only signs in another's name sees only steps that sign."""
    mine = request.act.by.signs if step.kind is Kind.SIGN else request.desk.posts
    return case.post in mine or case.recorder in request.desk.posts


def blank_form(case: Case, definition: Definition, at: datetime, data: Any = None, files: Any = None) -> StepForm:
    """The form of the case's present step."""
    step = definition.sop.step(case.step)
    act = nature(step.kind).act
    kwargs: dict[str, Any] = {"step": step, "turn": case.turn}
    kwargs["facts"] = case_facts(case, definition)
    kwargs["ways"] = ways(definition.sop, step, done_again(case), corrects=bool(case.corrects))
    if act == "hand_over":
        kwargs["things"] = tuple((r.key, r.label) for r in hand_over.to_return(dossier_of(case)))
    if act == "ask":
        kwargs["late"] = parties.passable(dossier_of(case), at)
    if act == "check":
        kwargs["keys"] = checked_keys(case, definition)
        kwargs["initial"] = _remembered(case)
    if act == "pay":
        kwargs["initial"] = {"reference": pay.proof_of(case).get("nomor", ""), "method": _usual_method(case)}
    if act == "number":
        kwargs["is_wet"] = products.is_wet(dossier_of(case))
    if act == "number":
        dossier = dossier_of(case)
        kwargs["waiting"] = use_reserved.waiting(dossier, products.to_sign(dossier))
    if act == "sign":
        kwargs["is_wet"] = products.takes_ink(dossier_of(case))
        kwargs["signers"] = signers(case, at)
    return FORMS[act](data, files, **kwargs) if data is not None else FORMS[act](**kwargs)


def _usual_method(case: Case) -> str | None:
    """The usual method of a payment to another body: a transfer."""
    return "transfer" if pay.proof_of(case) else None


def signers(case: Case, at: datetime) -> list[tuple[str, str]]:
    """Who may sign for the post of the present step."""
    found = postings(dossier_of(case), case.post, at)
    return [(str(posting.person_id), f"{posting.mark} {posting.person.name}".strip()) for posting in found]


def checked_keys(case: Case, definition: Definition) -> list[str]:
    handed_in = cases.documents(case)
    keys = to_be_marked(asked(definition, case), handed_in)
    return [FORM, *keys] if definition.standard.form else keys


def _remembered(case: Case) -> dict[str, str]:
    """The marks of an earlier check that still hold after a repair; what was handed in again is checked again."""
    return {f"tanda-{key}": "benar" for key, mark in cases.last_marks(case).items() if mark.is_right}


def document_rows(case: Case, definition: Definition) -> list[DocumentRow]:
    handed_in, marks = cases.documents(case), cases.last_marks(case)
    returned = max((run.turn for run in cases.runs(case) if run.outcome.startswith("kembali")), default=0)
    rows = []
    for requirement in asked(definition, case):
        document = handed_in.get(requirement.key)
        is_new = bool(document and returned and document.turn >= returned)
        rows.append(DocumentRow(requirement.key, requirement.label, document, marks.get(requirement.key), is_new))
    return rows


def attached(case: Case, definition: Definition) -> list[tuple[str, CaseDocument]]:
    """The documents that officers attached at their steps."""
    names = {keys.of_step(step.key): step.name for step in definition.sop.steps}
    return [(names[key], document) for key, document in cases.documents(case).items() if key in names]


def take_step(
    request: DeskRequest, ref: str, act: str, done: Callable[[Any], Case]
) -> tuple[Case | None, HttpResponse | None]:
    """Reads the step's form and calls ``done(form)``; returns to the case, or shows what was refused.

    What the officer can correct is shown at the form; a case that has moved on gets a page of its own (StaleStep).
    """
    case = cases.case(ref, office=request.desk.office.pk)
    definition = catalog.definition(case.version_id)
    if case.state != State.RUNNING or nature(definition.sop.step(case.step).kind).act != act:
        raise StaleStep(STALE)
    form = blank_form(case, definition, request.act.at, request.POST, request.FILES)
    if not form.is_valid():
        return None, page(request, case, form, 422)
    try:
        return done(form), None
    except NotFit as refusal:
        form.refuse(_placed(refusal, form))
        return None, page(request, case, form, 422)


def _placed(refusal: NotFit, form: StepForm) -> NotFit:
    if isinstance(form, CheckForm):
        refusal.fields = {form.place(name): sentence for name, sentence in refusal.fields.items()}
    return refusal


@officer
def reveal(request: DeskRequest, ref: str) -> HttpResponse:
    """Shows the full identity numbers; the log keeps who looked, and when (UU 27/2022)."""
    case = cases.case(ref, office=request.desk.office.pk)
    if request.method != "POST":
        return page(request, case)
    log(request.act, "reveal_identity", case.ref)
    definition = catalog.definition(case.version_id)
    numbers = [("NIK pemohon", case.applicant.nik or "-")]
    for question in definition.standard.form:
        answer = case.answers.get("values", {}).get(question.key)
        if isinstance(answer, dict) and answer.get("nik"):
            numbers.append((f"NIK {question.label.lower()}", answer["nik"]))
    return render(request, "officer/case/identity.html", {"case": case, "numbers": numbers})


@officer
def document(request: DeskRequest, ref: str, pk: int) -> HttpResponse:
    found = _paper(request, ref, pk)
    return pdf(documents.content(found.file.sha256), f"{ref}-{found.pk}")


@officer
def picture(request: DeskRequest, ref: str, pk: int, page: int) -> HttpResponse:
    response = HttpResponse(
        pictures.of_file(_paper(request, ref, pk).file.sha256, page=page, width=800), content_type="image/webp"
    )
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _paper(request: DeskRequest, ref: str, pk: int) -> CaseDocument:
    found = cases.document(cases.case(ref, office=request.desk.office.pk), pk)
    if found is None:
        raise NotThere("Berkas ini tidak ada.")
    return found


@officer
def receipt(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    if not receipts.has_receipt(catalog.definition(case.version_id), cases.runs(case)):
        raise NotThere("Tanda terima dibuat setelah berkas diperiksa lengkap.")
    return pdf(receipts.receipt(case, at=request.act.at), f"tanda-terima-{case.ref}")
