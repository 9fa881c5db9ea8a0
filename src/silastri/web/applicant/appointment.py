"""The applicant chooses when he comes."""

from django.http import HttpResponse

from silastri.apps.cases import queries as cases
from silastri.web import slots
from silastri.web.guard import Request, applicant


@applicant
def choose(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    return slots.choose(request, case, "base.html", "my_case")
