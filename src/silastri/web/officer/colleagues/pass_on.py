"""The officer passes the file on to a colleague of the same post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases.models import Case
from silastri.journey.case.dossier import dossier_of
from silastri.journey.desk import pass_on as journey
from silastri.web.desk.colleague_forms import pass_on_form
from silastri.web.forms import tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer import case as pages


@officer
def pass_on(request: DeskRequest, ref: str) -> HttpResponse:
    case = pages.find(request, ref)
    if request.method != "POST":
        return redirect("desk_case", ref)
    journey.may_pass_on(request.act, ref=ref, turn=whole(request.POST.get("giliran", "")))
    form = pass_on_form(request, dossier_of(case), request.POST)
    passed = tried(form, lambda: _passed(request, ref, form.cleaned_data))
    if passed is None:
        return pages.page(request, case, status=422, pass_on_form=form)
    messages.success(
        request, f"{ref}: berkas sekarang dipegang {passed.taken_by.name if passed.taken_by else 'rekan'}."
    )
    return redirect("inbox")


def _passed(request: DeskRequest, ref: str, data: dict[str, str]) -> Case:
    turn = whole(request.POST.get("giliran", ""))
    return journey.pass_on(request.act, ref=ref, turn=turn, to=whole(data["rekan"]), note=data["pesan"])
