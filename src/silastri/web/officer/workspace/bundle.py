"""The whole case in one file, to hand on or to keep."""

from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases import queries as cases
from silastri.journey.bundle import make
from silastri.web.guard import DeskRequest, officer


@officer
def bundle(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    if make.is_long(case):
        return redirect("made_file", make.ask_bundle(request.act, case).pk)
    out = BytesIO()
    make.bundle(request.act, case, out)
    named = {"Content-Disposition": f'attachment; filename="{make.name(case)}"'}
    return HttpResponse(out.getvalue(), content_type="application/zip", headers=named)
