"""The page on which a party outside answers: no account, only its secret link, and only what it needs to see."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import concerned as concerned_by
from silastri.apps.cases.models import CaseDocument
from silastri.domain.definition.field import PERSON_PARTS
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.marks import marked
from silastri.journey.opinions import answer as journey
from silastri.journey.opinions import party_view
from silastri.web.answers import shown
from silastri.web.gate.limits import slow_down
from silastri.web.guard import secret
from silastri.web.opinion_form import OpinionForm, answer_of, form_for
from silastri.web.pdf import pdf
from silastri.web.regions import regions
from silastri.web.zone import show_time_of


@secret
def partner(request: HttpRequest, token: str) -> HttpResponse:
    asked = _found(request, token)
    if asked is None or not asked.is_here or not (asked.is_open or asked.opinion.state == "answered"):
        return _gone(request, asked)
    if request.method != "POST" or not asked.is_open:
        return _page(request, token, asked)
    form = form_for(asked, request)
    if form.is_valid():
        try:
            journey.by_link(request.act, token=token, given=form.given())  # type: ignore[attr-defined]
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            return _private(redirect("partner", token))
    return _page(request, token, asked, form, 422)


@secret
def document(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A document that the definition lets this party see, as long as the question is open."""
    asked = _found(request, token)
    if asked is None or not asked.is_open:
        return _gone(request, asked)
    found = next((paper for paper in party_view.documents(asked).values() if paper.pk == pk), None)
    if found is None:
        raise NotThere("Berkas ini tidak ada.")
    return _private(pdf(_marked(request, asked, found), f"{asked.dossier.case.ref}-{pk}"))


def _marked(request: HttpRequest, asked: journey.Question, paper: CaseDocument) -> bytes:
    return marked.content(request.act, asked.dossier.case, paper, opened_by=asked.name)  # type: ignore[attr-defined]


def _found(request: HttpRequest, token: str) -> journey.Question | None:
    """The question of a link. Links cannot be guessed; counting attempts deters people from trying. Raises TooOften."""
    try:
        found = journey.question_of_link(token)
    except NotThere:
        slow_down(request, "partner", most=30, sentence="Terlalu banyak tautan yang salah.")
        return None
    show_time_of(found.opinion.office)
    request.concerned = concerned_by.by_ref(found.dossier.case.ref, office=found.opinion.office_id)  # type: ignore[attr-defined]
    return found


def _page(
    request: HttpRequest, token: str, asked: journey.Question, form: OpinionForm | None = None, status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {"asked": asked, "case": asked.dossier.case, "office": asked.dossier.office, "token": token}
    if asked.is_open:
        page |= {
            "form": form or form_for(asked),
            "papers": party_view.documents(asked),
            "answers": shown(party_view.questions(asked), party_view.answers(asked)),
            "applicant": party_view.applicant(asked),
            "parts": PERSON_PARTS,
            "regions": regions(),
            "now": request.act.at,  # type: ignore[attr-defined]
        }
        return _private(render(request, "partner/answer.html", page, status=status))
    return _private(render(request, "partner/answered.html", page | {"answer": answer_of(asked)}))


def _gone(request: HttpRequest, asked: journey.Question | None) -> HttpResponse:
    """Says only that the link is unknown, or has ended."""
    page = {"asked": asked}
    return _private(render(request, "partner/ended.html", page, status=404 if asked is None else 410))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
