"""What colleagues ask an officer: the list, the page on which the officer answers, and the files in answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.documents import queries as documents
from silastri.apps.opinions import queries
from silastri.domain.definition.field import PERSON_PARTS
from silastri.domain.refusal import NotThere
from silastri.journey.opinions import answer as journey
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest, officer
from silastri.web.opinion_form import OpinionForm, answer_of, form_for
from silastri.web.pdf import pdf
from silastri.web.regions import regions

PAGE = 100


@officer
def opinions(request: DeskRequest) -> HttpResponse:
    office = request.desk.office.pk
    page = {
        "waiting": [journey.question(one) for one in queries.of_post(office, request.desk.posts)[:PAGE]],
        "answered": queries.answered_by(request.user.pk, office)[:20],
        "now": request.act.at,
    }
    return render(request, "officer/opinions.html", page)


@officer
def opinion(request: DeskRequest, pk: int) -> HttpResponse:
    asked = journey.question_of_desk(request.act, pk)
    if request.method != "POST":
        return _page(request, asked)
    form = form_for(asked, request)
    if tried(form, lambda: journey.at_desk(request.act, pk=pk, given=form.given())) is None:
        return _page(request, asked, form, 422)
    messages.success(request, f"{asked.dossier.case.ref}: pendapat Anda tersimpan.")
    return redirect("desk_opinions")


def _page(
    request: DeskRequest, asked: journey.Question, form: OpinionForm | None = None, status: int = 200
) -> HttpResponse:
    own = asked.dossier.case.applicant_id == request.user.pk
    page = {
        "asked": asked,
        "case": asked.dossier.case,
        "own": own,
        "form": (form or form_for(asked)) if asked.is_open and not own else None,
        "answer": answer_of(asked) if asked.opinion.is_answered else None,
        "now": request.act.at,
        "parts": PERSON_PARTS,
        "regions": regions(),
    }
    return render(request, "officer/opinion.html", page, status=status)


@officer
def file(request: DeskRequest, ref: str, pk: int) -> HttpResponse:
    """The file that a party attached to its answer."""
    case = cases.case(ref, office=request.desk.office.pk)
    found = queries.opinion(request.desk.office.pk, pk)
    if found is None or found.case_id != case.pk or found.file is None:
        raise NotThere("Berkas ini tidak ada.")
    return pdf(documents.content(found.file.sha256), f"{ref}-pendapat-{found.pk}")
