"""The survey on the tablet at the counter: no menu, no way out, and back to the start by itself."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from silastri.apps.devices.models import Device
from silastri.apps.surveys.models import Invitation, Response
from silastri.domain.refusal import Refusal
from silastri.journey.surveys import answer as journey
from silastri.web.guard import DeviceRequest, device_for
from silastri.web.middleware import status_of
from silastri.web.survey_form import CodeForm, counted, form_of

from .page import show

THANKS_SECONDS = 8
IDLE_SECONDS = 90


def _on_tablet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A refusal is said on the tablet's own page: the usual page of one leads out of the survey."""

    @device_for(Device.Mode.SURVEY)
    @wraps(view)
    def shown(request: DeviceRequest, **more: str) -> HttpResponse:
        try:
            return view(request, **more)
        except Refusal as refusal:
            return _start(request, CodeForm(), said=str(refusal), status=status_of(refusal))

    return shown


def _start(request: DeviceRequest, form: CodeForm, *, said: str = "", status: int = 200) -> HttpResponse:
    page = {"form": form, "said": said}
    return show(request, "devices/survey/start.html", page, status=status, idle=IDLE_SECONDS)


def start(request: DeviceRequest) -> HttpResponse:
    """``screen`` shows it first."""
    return _start(request, CodeForm())


@_on_tablet
def begin(request: DeviceRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("screen")
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _start(request, form, status=422)
    found = _invited(request, form.cleaned_data["kode"])
    return redirect("tablet_answer", found.code)


@_on_tablet
def answer(request: DeviceRequest, code: str) -> HttpResponse:
    found = _invited(request, code)
    form = form_of(request, found)
    if form.is_bound and form.is_valid():
        journey.answer(request.act, code=found.code, answers=form.answers(), via=Response.Via.TABLET)
        return redirect("tablet_thanks")
    page = {"form": form, "case": found.case}
    return show(request, "devices/survey/answer.html", page, status=422 if form.is_bound else 200, idle=IDLE_SECONDS)


@_on_tablet
def thanks(request: DeviceRequest) -> HttpResponse:
    response = show(request, "devices/survey/thanks.html", {}, idle=THANKS_SECONDS)
    response["Refresh"] = f"{THANKS_SECONDS}; url={reverse('screen')}"  # also without scripts
    return response


def _invited(request: DeviceRequest, typed: str) -> Invitation:
    return counted(request, lambda: journey.invited_here(request.act, request.office, typed))
