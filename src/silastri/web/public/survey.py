"""The survey for whoever has the code of an invitation. It asks nothing of who answers, and keeps nothing of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.offices import queries as offices
from silastri.apps.surveys.models import Invitation, Response
from silastri.journey.surveys import answer as journey
from silastri.web.forms import tried
from silastri.web.guard import Request, public, secret
from silastri.web.survey_form import CodeForm, counted, form_of

WAYS = {"wa": Response.Via.WHATSAPP, "qr": Response.Via.QR}


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


@public
def thanks(request: Request) -> HttpResponse:
    return render(request, "public/survey/thanks.html")
