"""The technical team makes an appointment for its visit, and sees which visits are ahead."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.case import step_notes
from silastri.domain.kinds import Kind
from silastri.journey.steps import visit as journey
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest, officer

from .case import page
from .steps.visit import AppointmentForm


@officer
def appointment(request: DeskRequest, ref: str) -> HttpResponse:
    """Fixes when the team comes; the applicant is told."""
    case = cases.case(ref, office=request.desk.office.pk)
    if request.method != "POST":
        return redirect("desk_case", ref)
    form = AppointmentForm(request.POST)

    def schedule() -> Case:
        data = form.cleaned_data
        when = datetime.combine(data["tanggal"], data["jam"], offices.working_time(case.office).zone)
        told = {"place": data["tempat"], "team": data["tim"]}
        return journey.schedule(request.act, ref=ref, turn=data["giliran"], when=when, **told)

    if tried(form, schedule) is None:
        return page(request, case, status=422, appointment=form)
    messages.success(request, f"{ref}: jadwal tersimpan dan pemohon diberi tahu.")
    return redirect("desk_case", ref)


@officer
def visits(request: DeskRequest) -> HttpResponse:
    """What the officer's posts have to visit: by day, and what has no appointment yet."""
    clock = offices.working_time(request.desk.office)
    waiting = [case for case in cases.inbox(request.desk.office.pk, request.desk.posts, whole=True) if _is_visit(case)]
    planned, open_ = [], []
    for case in waiting:
        plan = step_notes.facts(case.notes, case.step).appointment
        if plan:
            planned.append((clock.local(plan.at), plan, case))
        else:
            open_.append(case)
    found: dict[str, Any] = {"planned": sorted(planned, key=lambda row: row[0]), "open": open_, "now": request.act.at}
    return render(request, "officer/visits.html", found)


def _is_visit(case: Any) -> bool:
    return catalog.definition(case.version_id).sop.step(case.step).kind is Kind.VISIT
