"""The survey for whoever has the code of an invitation. It asks nothing of who answers, and keeps nothing of it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.offices import queries as offices
from silastri.apps.surveys.models import Invitation, Response
from silastri.journey.surveys import answer as journey
from silastri.web.forms import Form, text, tried
from silastri.web.gate.limits import slow_down
from silastri.web.guard import Request, public, secret
from silastri.web.survey_form import SurveyForm

WAYS = {"wa": Response.Via.WHATSAPP, "qr": Response.Via.QR}
_MOST = 30  # codes from one address in ten minutes that are none


class CodeForm(Form):
    kode = text(
        "Kode survei atau nomor pendaftaran",
        hint="Ada di tanda terima, di slip, atau di pesan kami",
        most=60,
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
    )


@public
def by_code(request: Request) -> HttpResponse:
    """``kantor`` is named by the poster at the counter."""
    office = offices.by_slug(request.GET.get("kantor", "")[:60])
    form = CodeForm(request.POST or None)
    found = tried(form, lambda: invited(request, form.cleaned_data["kode"])) if form.is_bound else None
    if found:
        way = "?dari=qr" if office else ""
        return redirect(reverse("answer_survey", args=[found.code]) + way)
    page = {"form": form, "office": office}
    return render(request, "public/survey/code.html", page, status=422 if form.is_bound else 200)


def invited(request: Request, typed: str) -> Invitation:
    """The invitation of what was typed. Raises NoInvitation, TooOften, NotNow, NotByOfficer."""
    return counted(request, lambda: journey.invited(request.act, typed))


def counted(request: Request, find: Callable[[], Invitation]) -> Invitation:
    """Codes cannot be guessed; counting the wrong ones deters people from trying. Raises TooOften and what ``find``
    raises."""
    try:
        return find()
    except journey.NoInvitation:
        slow_down(request, "survey", most=_MOST, sentence="Terlalu banyak kode yang salah.")
        raise


@secret
def answer(request: Request, code: str) -> HttpResponse:
    found = invited(request, code)
    form = form_of(request, found)
    if form.is_bound and form.is_valid():
        via = WAYS.get(request.GET.get("dari", ""), Response.Via.WEB)
        journey.answer(request.act, code=found.code, answers=form.answers(), via=via)
        return redirect("survey_thanks")
    page = {"form": form, "case": found.case}
    return render(request, "public/survey/answer.html", page, status=422 if form.is_bound else 200)


def form_of(request: Request, invitation: Invitation) -> SurveyForm:
    """The questionnaire of the office that served, as it was sent."""
    survey = offices.definition(invitation.case.office).survey
    return SurveyForm(request.POST if request.method == "POST" else None, survey=survey)


@public
def thanks(request: Request) -> HttpResponse:
    return render(request, "public/survey/thanks.html")
