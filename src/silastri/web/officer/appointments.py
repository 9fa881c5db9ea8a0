"""The appointments of a day, choosing one for somebody at the counter, and recording that nobody came."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.bookings import queries as bookings
from silastri.apps.bookings.models import Place, State
from silastri.apps.cases import queries as cases
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotYours
from silastri.domain.words import wording
from silastri.journey.desk import appointment
from silastri.web import slots
from silastri.web.forms import day_asked
from silastri.web.guard import DeskRequest, officer


@officer
def choose(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    dossier, _ = appointment.awaited(case)
    if not appointment.may_arrange(request.act, case, dossier.step):
        raise NotYours("Jadwal langkah ini bukan tugas jabatan Anda.")
    return slots.choose(request, case, "officer/base.html", "desk_case")


@officer
def schedule(request: DeskRequest) -> HttpResponse:
    """The appointments of a day, the earliest first."""
    clock = offices.working_time(request.desk.office)
    today = clock.day(request.act.at)
    asked = day_asked({"tanggal": today.isoformat()} | request.GET.dict(), "tanggal")
    day = asked.day or today
    start = clock.begins(day)
    places = bookings.of_day(request.desk.office.pk, start, start + timedelta(days=1))
    page = {
        "days": {"tanggal": asked},
        "title": wording.day(start, clock.zone),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "closed": clock.why_closed(day),
        "rows": [(place, _step_name(place), _may_be_absent(request, place)) for place in places],
    }
    return render(request, "officer/schedule.html", page)


def _step_name(place: Place) -> str:
    return catalog.definition(place.case.version_id).sop.step(place.of).name


def _may_be_absent(request: DeskRequest, place: Place) -> bool:
    step = catalog.definition(place.case.version_id).sop.step(place.of)
    is_open = place.state == State.KEPT and place.starts_at <= request.act.at
    return is_open and appointment.may_arrange(request.act, place.case, step)


@officer
def absent(request: DeskRequest, pk: int) -> HttpResponse:
    """Nobody came."""
    if request.method != "POST":
        return redirect("schedule")
    place = appointment.absent(request.act, pk=pk)
    messages.success(request, f"{place.case.ref}: dicatat tidak hadir. Pemohon diminta memilih jadwal lagi.")
    day = offices.today(request.desk.office, place.starts_at)
    response = redirect("schedule")
    response["Location"] += f"?tanggal={day.isoformat()}"
    return response
