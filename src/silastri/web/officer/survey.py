"""The counter types in the survey of an applicant who filled it in on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.journey.steps import survey as journey
from silastri.web.guard import DeskRequest, officer
from silastri.web.survey_form import SurveyForm


@officer
def survey(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    if not journey.is_open(case):
        raise journey.NotNow(
            "Survei ini sudah diisi." if case.surveyed_on else "Survei dibuka setelah surat siap diambil."
        )
    form = SurveyForm(request.POST or None)
    if not (request.method == "POST" and form.is_valid()):
        return render(
            request, "officer/counter/survey.html", {"case": case, "form": form}, status=422 if form.is_bound else 200
        )
    journey.fill_in(request.act, ref=ref, answers=form.answers())
    messages.success(request, "Survei tersimpan. Surat boleh diserahkan.")
    return redirect("desk_case", ref)
