"""The applicant's survey."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.journey.steps import survey as journey
from silastri.web.guard import Request, applicant
from silastri.web.survey_form import SurveyForm


@applicant
def survey(request: Request, ref: str) -> HttpResponse:
    case = cases.case(ref, applicant=request.user.pk)
    if not journey.is_open(case):
        raise journey.NotNow(
            "Survei ini sudah diisi." if case.surveyed_on else "Survei dibuka setelah surat siap diambil."
        )
    form = SurveyForm(request.POST or None)
    if not (request.method == "POST" and form.is_valid()):
        return render(
            request, "applicant/survey.html", {"case": case, "form": form}, status=422 if form.is_bound else 200
        )
    journey.fill_in(request.act, ref=ref, answers=form.answers())
    messages.success(request, "Terima kasih, jawaban Anda sudah kami terima.")
    return redirect("my_case", ref)
