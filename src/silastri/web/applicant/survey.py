"""The applicant's survey."""

from django.http import HttpResponse

from silastri.apps.cases import queries as cases
from silastri.web import survey_form
from silastri.web.guard import Request, applicant


@applicant
def survey(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    told = "Terima kasih, jawaban Anda sudah kami terima."
    return survey_form.fill_in(request, case, template="applicant/survey.html", told=told, then="my_case")
