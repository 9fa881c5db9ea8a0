"""The applicant fills in the form, uploads documents and hands the application in."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.journey.case import reach
from silastri.web import filing
from silastri.web.guard import Request, applicant
from silastri.web.side import Side


def _mine(request: Request, ref: str) -> Case:
    return cases.case(ref, applicant=request.user.pk)


SIDE = Side(
    _mine,
    lambda request: request.act,
    base="base.html",
    home="my_cases",
    home_name="Permohonan saya",
    case="my_case",
    fill_in="fill_in",
    fill_in_page="fill_in_page",
    attach="attach",
    detach="detach",
    take_back="take_back",
    parts="parts",
    part="part",
    document="my_document",
    picture="my_picture",
    submit="submit",
    submitted="submitted",
    discard="discard",
    repair="repair",
)
VIEWS = filing.views(SIDE, applicant)


@applicant
def submitted(request: Request, ref: str) -> HttpResponse:
    return render(
        request, "filing/submitted.html", {"case": _mine(request, ref), "side": SIDE, "told": reach.shown(request.user)}
    )
