"""The files that an officer had made in the background: how far each is, and the file itself."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.made_files.models import MadeFile
from silastri.apps.made_files.queries import AWAITED
from silastri.journey.made_files import take
from silastri.web.guard import DeskRequest, officer

_SHOWN = 50
_MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@officer
def made_files(request: DeskRequest) -> HttpResponse:
    found = list(take.mine(request.act)[:_SHOWN])
    page = {"files": found, "awaited": any(one.state in AWAITED for one in found)}
    return render(request, _template(request, "made_files"), page)


@officer
def made_file(request: DeskRequest, pk: int) -> HttpResponse:
    found = take.one(request.act, pk)
    return render(request, _template(request, "made_file"), {"one": found, "awaited": found.state in AWAITED})


def _template(request: DeskRequest, name: str) -> str:
    part = "_" if request.htmx else ""  # type: ignore[attr-defined]
    return f"officer/office_reports/{part}{name}.html"


@officer
def take_made_file(request: DeskRequest, pk: int) -> HttpResponse:
    found, content = take.take(request.act, pk)
    response = HttpResponse(content, content_type=_media(found))
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


def _media(found: MadeFile) -> str:
    return _MEDIA.get(found.name.rpartition(".")[2], "application/octet-stream")
