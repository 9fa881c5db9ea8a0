"""The survey on the tablet at the counter: no menu, no way out, and back to the start by itself."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.offices.models import Office
from silastri.apps.surveys.models import Invitation, Response
from silastri.domain.refusal import Refusal
from silastri.journey.surveys import answer as journey
from silastri.journey.surveys import tablet
from silastri.web.guard import Request, secret
from silastri.web.middleware import status_of

from .survey import CodeForm, counted, form_of

THANKS_SECONDS = 8
IDLE_SECONDS = 90


def _on_tablet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A refusal is said on the tablet's own page: the usual page of one leads out of the survey."""

    @secret
    @wraps(view)
    def shown(request: Request, token: str, **more: str) -> HttpResponse:
        office = tablet.office_of(token)
        try:
            return view(request, token, office, **more)
        except Refusal as refusal:
            return _start(request, token, office, CodeForm(), said=str(refusal), status=status_of(refusal))

    return shown


def _start(
    request: Request, token: str, office: Office, form: CodeForm, *, said: str = "", status: int = 200
) -> HttpResponse:
    page = _page(token, office) | {"form": form, "said": said}
    return render(request, "public/survey/tablet.html", page, status=status)


def _page(token: str, office: Office) -> dict[str, Any]:
    return {"office": office, "start": reverse("survey_tablet", args=[token]), "idle": IDLE_SECONDS}


@_on_tablet
def start(request: Request, token: str, office: Office) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return _start(request, token, office, form, status=422 if form.is_bound else 200)
    found = _invited(request, office, form.cleaned_data["kode"])
    return redirect("tablet_answer", token, found.code)


@_on_tablet
def answer(request: Request, token: str, office: Office, code: str) -> HttpResponse:
    found = _invited(request, office, code)
    form = form_of(request, found)
    if form.is_bound and form.is_valid():
        journey.answer(request.act, code=found.code, answers=form.answers(), via=Response.Via.TABLET)
        return redirect("tablet_thanks", token)
    page = _page(token, office) | {"form": form, "case": found.case}
    return render(request, "public/survey/tablet_answer.html", page, status=422 if form.is_bound else 200)


@_on_tablet
def thanks(request: Request, token: str, office: Office) -> HttpResponse:
    page = _page(token, office)
    response = render(request, "public/survey/tablet_thanks.html", page)
    response["Refresh"] = f"{THANKS_SECONDS}; url={page['start']}"  # also without scripts
    return response


def _invited(request: Request, office: Office, typed: str) -> Invitation:
    return counted(request, lambda: tablet.invited_here(request.act, office, typed))
