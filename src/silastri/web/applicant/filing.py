"""The applicant fills in the form, uploads documents and hands the application in."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.web import filing
from silastri.web.filing import Side
from silastri.web.guard import Request, applicant


def _mine(request: Request, ref: str) -> Case:
    return cases.case(ref, applicant=request.user.pk)


SIDE = Side(_mine, lambda request: request.act, "base.html", "my_cases", "Permohonan saya")


@applicant
def fill_in(request: Request, ref: str) -> HttpResponse:
    return filing.fill_in(request, SIDE, ref)


@applicant
def attach(request: Request, ref: str) -> HttpResponse:
    return filing.attach(request, SIDE, ref)


@applicant
def detach(request: Request, ref: str) -> HttpResponse:
    return filing.detach(request, SIDE, ref)


@applicant
def document(request: Request, ref: str, pk: int) -> HttpResponse:
    return filing.document(request, SIDE, ref, pk)


@applicant
def picture(request: Request, ref: str, pk: int, page: int) -> HttpResponse:
    return filing.picture(request, SIDE, ref, pk, page)


@applicant
def submit(request: Request, ref: str) -> HttpResponse:
    return filing.hand_in(request, SIDE, ref)


@applicant
def submitted(request: Request, ref: str) -> HttpResponse:
    return render(request, "filing/submitted.html", {"case": _mine(request, ref), "side": SIDE})


@applicant
def discard(request: Request, ref: str) -> HttpResponse:
    return filing.discard(request, SIDE, ref)
