"""The step that waits is done: its form is read, its act carried out; what was refused is shown at the form."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases import queries as cases
from silastri.domain.case.workflow import State
from silastri.domain.kinds import nature
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import STALE, StaleStep
from silastri.web.forms import tried
from silastri.web.gate import standing
from silastri.web.guard import DeskRequest, freshly, officer

from .case import page
from .lists import place
from .steps.table import SCREENS

_GRAVE = frozenset({"sign"})


def _fresh_to_sign(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever signs has proved it not long ago, and goes on signing without being asked again."""

    @wraps(view)
    def asked(request: DeskRequest, ref: str, act: str) -> HttpResponse:
        if act not in _GRAVE or request.method != "POST":
            return view(request, ref, act)
        if must := freshly(request):
            return must
        answer = view(request, ref, act)
        if answer.status_code < 400:
            standing.used_to_sign(request, request.act.at)
        return answer

    return asked


@officer
@_fresh_to_sign
def take_step(request: DeskRequest, ref: str, act: str) -> HttpResponse:
    """What the officer can mend is shown at the form; that the case has moved on is a page of its own (StaleStep)."""
    if request.method != "POST":
        return redirect("desk_case", ref)
    case = cases.case(ref, office=request.desk.office.pk)
    dossier, screen = dossier_of(case), SCREENS[act]
    if case.state != State.RUNNING or nature(dossier.step.kind).act != act:
        raise StaleStep(STALE)
    form = screen.form_of(dossier, request.act.at, request.POST, request.FILES)
    if form.is_shown_again:
        return page(request, case, form)
    to = place.after(request, ref)
    done = tried(form, lambda: screen.carry_out(request, ref, form))
    if done is None:
        return page(request, case, form, 422)
    if done.stays:
        if done.told:
            messages.success(request, done.told)
        return redirect("desk_case", ref)
    messages.success(request, to.told(done.told or f"{ref} sudah diteruskan."))
    return redirect(to.address)
