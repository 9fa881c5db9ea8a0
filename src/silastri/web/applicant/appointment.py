"""The applicant chooses an appointment."""

from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases import queries as cases
from silastri.web import slots
from silastri.web.guard import Request, applicant


@applicant
def choose(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    booked = slots.of_case(case, request.act.at)
    if request.method != "POST" and not (booked and booked.is_due):
        return redirect("my_case", ref)  # the link was in an old message
    return slots.choose(request, case, "base.html", "my_case")
