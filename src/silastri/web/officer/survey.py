"""The counter types in the survey of an applicant who filled it in on paper."""

from django.http import HttpResponse

from silastri.apps.cases import queries as cases
from silastri.web import survey_form
from silastri.web.guard import DeskRequest, officer


@officer
def survey(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    told = "Survei tersimpan. Surat boleh diserahkan."
    return survey_form.fill_in(request, case, template="officer/counter/survey.html", told=told, then="desk_case")
