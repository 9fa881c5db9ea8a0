"""The guest book and the book of served persons, both filled from what the counter records (I3)."""

import csv
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain import identity
from silastri.domain.case import step_notes
from silastri.domain.words.cell import harmless
from silastri.domain.worktime import OfficeTime
from silastri.journey.office.own_services import own_services
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
    rows = [_row(n, case, clock) for n, case in enumerate(found, start=1)]
    if request.GET.get("bentuk") == "csv":
        return _csv(rows, "buku-layanan" if served_only else "buku-tamu")
    page = {"rows": rows, "days": days, "since": since, "until": until, "served_only": served_only, "most": MOST}
    return render(request, "officer/counter/guest_book.html", page)


def _asked(request: DeskRequest, name: str) -> DayAsked:
    """Today, where no day was asked for."""
    return day_asked({name: request.today.isoformat()} | request.GET.dict(), name)


def _row(number: int, case: Case, clock: OfficeTime) -> dict[str, Any]:
    minutes = int((case.ended_at - case.created_at).total_seconds() // 60) if case.ended_at else None
    return {
        "no": number,
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
