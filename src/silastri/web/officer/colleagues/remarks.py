"""Notes between colleagues: written on the case page, listed for whom they are."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.remarks import queries
from silastri.apps.remarks.models import Remark
from silastri.journey.case.dossier import dossier_of
from silastri.journey.desk import remark as journey
from silastri.web.desk.colleague_forms import remark_form
from silastri.web.forms import tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer import case as pages

_SHOWN = 50


@officer
def write(request: DeskRequest, ref: str) -> HttpResponse:
    case = pages.find(request, ref)
    if request.method != "POST":
        return redirect("desk_case", ref)
    journey.author(request.act, dossier_of(case))
    form = remark_form(request, dossier_of(case), request.POST)
    made = tried(form, lambda: _written(request, ref, form.cleaned_data))
    if made is None:
        return pages.page(request, case, status=422, remark_form=form)
    told = f"Catatan tersimpan. {made.to.name} diberi tahu." if made.to else "Catatan tersimpan."
    messages.success(request, told)
    return redirect(f"{reverse('desk_case', args=[ref])}#catatan")


def _written(request: DeskRequest, ref: str, data: dict[str, str]) -> Remark:
    to = whole(data["untuk"]) if data["untuk"] else None
    return journey.write(request.act, ref=ref, text=data["catatan"], to=to)


@officer
def mentions(request: DeskRequest) -> HttpResponse:
    """What colleagues wrote to this officer: what is new first."""
    found = queries.mentions(request.user.pk, request.desk.office.pk)
    page = {"new": found.filter(read=None), "known": found.exclude(read=None)[:_SHOWN]}
    return render(request, "officer/colleagues/mentions.html", page)


@officer
def read(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("mentions")
    found = journey.mark_read(request.act, pk=pk)
    if request.POST.get("buka"):
        return redirect(f"{reverse('desk_case', args=[found.case.ref])}#catatan")
    return redirect("mentions")
