"""The lists of cases as spreadsheets, as they are filtered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from silastri.domain.refusal import NotFit
from silastri.journey.desk import export_cases as journey
from silastri.web.guard import DeskRequest, officer

from .case_list import ALL, BELOW, TASKS, CaseList


@officer
def tasks(request: DeskRequest) -> HttpResponse:
    return _sheet(request, TASKS, "tugas")


@officer
def all_cases(request: DeskRequest) -> HttpResponse:
    return _sheet(request, ALL, "permohonan")


@officer
def late_below(request: DeskRequest) -> HttpResponse:
    return _sheet(request, BELOW, "terlambat")


def _sheet(request: DeskRequest, page: str, name: str) -> HttpResponse:
    shown = CaseList(page, request.desk, request.act, request.GET)
    filename = f"{name}-{request.desk.office.slug}-{request.today}"
    try:
        if journey.is_long(shown.found):
            return redirect("made_file", journey.ask_file(request.act, shown.found, f"{filename}.xlsx").pk)
        content, media_type, ending = journey.sheet(request.act, request.desk.office, shown.found)
    except NotFit as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse(page)}?{request.GET.urlencode()}")
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}.{ending}"'
    return response
