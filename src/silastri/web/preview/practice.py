"""Practice in a preview: change the role, begin a case, take one to a step, remove all."""

import re
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.accounts.models import Person
from silastri.domain.act import Actor
from silastri.domain.case.workflow import State
from silastri.journey.apply import draft
from silastri.web.guard import Request, public

from .workshop import APPLICANT, workshop

_CASE = re.compile(r"/(?:petugas/)?(?:permohonan|loket)/([A-Z]{2,5}-[\w-]+)/")


@public
def become(request: Request) -> HttpResponse:
    """Changes the role with one click; a case that is open stays open."""
    if request.method != "POST":
        return redirect("preview")
    role = request.POST.get("peran", "")
    found = _CASE.search(request.POST.get("dari", ""))
    return _enter(request, role, found[1] if found else "")


@public
def begin(request: Request) -> HttpResponse:
    """Opens the first form of the applicant, or of the counter if applications are taken only there."""
    bench = workshop()
    service, definition = bench.service, bench.definition
    if request.method != "POST" or service is None or definition is None:
        return redirect("preview")
    first = definition.sop.steps[0]
    if not first.online and first.recorder:
        _sign_in(request, first.recorder, "")
        return redirect("counter")
    applicant = _sign_in(request, APPLICANT, "")
    if applicant is None:
        return redirect("preview")
    act = replace(request.act, by=Actor(applicant.pk, applicant.name))
    case = draft.start(act, service=service, applicant=applicant)
    return redirect("fill_in" if definition.standard.form else "my_case", case.ref)


@public
def take_to(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect("preview")
    taken = workshop().take_to(request.POST.get("langkah", ""), request.act.at)
    if taken.problem:
        messages.error(request, taken.problem)
    return _enter(request, taken.role, taken.ref) if taken.ref else redirect("preview")


@public
def wipe(request: Request) -> HttpResponse:
    if request.method == "POST":
        request.session.flush()  # sessions are in the database that is removed
        workshop().wipe(request.act.at)
        messages.success(request, "Semua permohonan latihan sudah dihapus.")
    return redirect("preview")


def _enter(request: Request, role: str, ref: str) -> HttpResponse:
    """Signs in as that role, and opens that case if there is one."""
    if _sign_in(request, role, ref) is None:
        messages.error(request, "Peran ini tidak ada di naskah yang berjalan.")
        return redirect("preview")
    case = workshop().case(ref) if ref else None
    if case and role == APPLICANT:
        return redirect("my_case", ref)
    if case and case.state != State.DRAFT:
        return redirect("desk_case", ref)
    if case and workshop().holds_draft(case, role):
        return redirect("counter_case", ref)
    return redirect("my_cases" if role == APPLICANT else "inbox")


def _sign_in(request: Request, role: str, ref: str) -> Person | None:
    person = workshop().person(role, ref, request.act.at)
    if person:
        login(request, person, backend="silastri.web.gate.backends.ByDemoButton")
    return person
