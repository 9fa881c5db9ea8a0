"""The guest book and the book of served persons, both filled from what the counter records (I3)."""

import csv
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.consultations import queries as consultations
from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.apps.tickets import queries as tickets
from silastri.domain import identity
from silastri.domain.case import step_notes
from silastri.domain.words.cell import harmless
from silastri.domain.worktime import OfficeTime
from silastri.journey.office.own_services import own_services
from silastri.journey.queueing import names
from silastri.web.forms import DayAsked, day_asked
from silastri.web.guard import DeskRequest, officer

MOST = 500


@officer
def books(request: DeskRequest) -> HttpResponse:
    """Who came to the counter that day or in those days, what for, and what came of it."""
    days = {name: _asked(request, name) for name in ("dari", "sampai")}
    since, until = (one.day or request.today for one in days.values())
    clock = offices.working_time(request.desk.office)
    served_only = request.GET.get("buku") == "layanan"
    found = cases.came_to_counter(
        request.desk.office.pk,
        own_services(request.desk),
        clock.begins(since),
        clock.begins(until + timedelta(days=1)),
        ended=served_only,
    )[:MOST]
    rows = [_row(case, clock) for case in found]
    if not served_only:
        rows += _visits(request, clock, since, until)
        rows += _by_ticket(request, clock, since, until, {row["ref"] for row in rows})
    rows = sorted(rows, key=lambda row: row["came_at"])[:MOST]
    for n, row in enumerate(rows, start=1):
        row["no"] = n
    if request.GET.get("bentuk") == "csv":
        return _csv(rows, "buku-layanan" if served_only else "buku-tamu")
    page = {"rows": rows, "days": days, "since": since, "until": until, "served_only": served_only, "most": MOST}
    return render(request, "officer/counter/guest_book.html", page)


def _asked(request: DeskRequest, name: str) -> DayAsked:
    """Today, where no day was asked for."""
    return day_asked({name: request.today.isoformat()} | request.GET.dict(), name)


def _visits(request: DeskRequest, clock: OfficeTime, since: date, until: date) -> list[dict[str, Any]]:
    """Who only asked, and who came again to fetch a letter."""
    office, begin, end = request.desk.office, clock.begins(since), clock.begins(until + timedelta(days=1))
    nothing = {"nik": "-", "outcome": "", "state": "", "minutes": None}
    asked = [
        nothing | {"ref": "", "came_at": clock.local(one.at), "name": one.name or "Tanpa nama",
                   "service": f"Konsultasi: {one.service.name if one.service else one.topic}"}
        for one in consultations.between(office.pk, begin, end)[:MOST]
    ]  # fmt: skip
    fetched = [
        nothing | {"ref": one.case.ref, "came_at": clock.local(one.at), "name": one.to_name,
                   "service": f"Mengambil surat: {one.case.service.name}"}
        for one in letters.fetched(office.pk, own_services(request.desk), begin, end)[:MOST]
    ]  # fmt: skip
    return asked + fetched


def _by_ticket(request: DeskRequest, clock: OfficeTime, since: date, until: date, listed: set[str]) -> list[Any]:
    """Who took a number and was there, but is in the book by no case of these days."""
    office, own = request.desk.office, own_services(request.desk)
    told = names.names(office.pk, request.today)
    found = tickets.came(office.pk, since, until)[:MOST]
    return [
        {"ref": one.case.ref if one.case else "", "came_at": clock.local(one.arrived_at or one.taken_at),
         "name": one.case.applicant.name if one.case else f"Nomor {one.number}", "nik": "-",
         "service": told.get(one.service_id, names.QUESTION), "outcome": one.get_state_display(), "state": "",
         "minutes": one.served_minutes}
        for one in found
        if (one.service_id is None or one.service_id in own)
        and not (one.case and one.case.ref in listed)
    ]  # fmt: skip


def _row(case: Case, clock: OfficeTime) -> dict[str, Any]:
    minutes = int((case.ended_at - case.created_at).total_seconds() // 60) if case.ended_at else None
    return {
        "ref": case.ref,
        "came_at": clock.local(case.created_at),
        "name": case.applicant.name,
        "nik": identity.mask(case.applicant.nik) if case.applicant.nik else "-",
        "service": case.service.name,
        "outcome": _outcome(case),
        "state": case.state,
        "minutes": minutes,
    }


def _outcome(case: Case) -> str:
    """The outcome of the decision table, if the service has one."""
    steps = catalog.definition(case.version_id).sop.steps
    found = (step_notes.facts(case.notes, step.key).look_up for step in steps)
    return next((one.outcome["sebutan"] for one in found if one), "")


def _csv(rows: list[dict[str, Any]], name: str) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # by this mark spreadsheets recognise UTF-8
    out = csv.writer(response)
    out.writerow(["No", "Datang", "Nomor", "Nama", "NIK", "Layanan", "Hasil", "Menit"])
    for row in rows:
        came = f"{row['came_at']:%Y-%m-%d %H:%M}"
        safe = [harmless(row[key]) for key in ("name", "nik", "service", "outcome")]
        out.writerow([row["no"], came, row["ref"], *safe, row["minutes"] if row["minutes"] is not None else ""])
    return response
