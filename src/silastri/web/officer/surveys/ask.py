"""The counter asks somebody who was served for an opinion: by a code for his own phone, the tablet, or on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.domain import reference
from silastri.journey.case import invite
from silastri.journey.surveys import codes, decline
from silastri.journey.surveys import on_paper as journey
from silastri.journey.surveys.answer import THANKED, NotNow
from silastri.web.guard import DeskRequest, officer


@officer
def survey(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    if request.method == "POST":
        if "menolak" in request.POST:
            decline.decline(request.act, ref=ref)
            messages.success(request, "Tercatat: pemohon tidak bersedia mengisi survei. Suratnya tetap diserahkan.")
        else:
            journey.on_paper(request.act, ref=ref)
            messages.success(request, "Tercatat: survei diisi di kertas.")
        return redirect("desk_case", ref)
    if invite.is_settled(case):
        raise NotNow(THANKED)
    if not invite.is_open(case):
        raise NotNow("Survei dibuka setelah layanan selesai atau surat siap diambil.")
    code = codes.of(case)
    page = {"case": case, "code": reference.in_groups(code.code), "qr": code.qr, "address": code.address}
    return render(request, "officer/surveys/ask.html", page)
