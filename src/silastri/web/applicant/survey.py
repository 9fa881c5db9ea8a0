"""The applicant's way from a case to its survey."""

from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases import queries as cases
from silastri.apps.surveys import queries as surveys
from silastri.journey.surveys.answer import NoInvitation
from silastri.web.guard import Request, applicant


@applicant
def survey(request: Request, ref: str) -> HttpResponse:
    invitation = surveys.invitation(cases.case(ref, applicant=request.user.pk))
    if invitation is None:
        raise NoInvitation("Survei dibuka setelah layanan Anda selesai atau surat siap diambil.")
    return redirect("answer_survey", invitation.code)
