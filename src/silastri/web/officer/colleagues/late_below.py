"""What is late below the posts of a superior, and how he gives a file to another officer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases.models import Case
from silastri.journey.desk import late_below as journey
from silastri.web.desk.colleague_forms import give_form
from silastri.web.forms import tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer import case as pages
from silastri.web.officer.inbox import list_page
from silastri.web.officer.lists.case_list import BELOW
from silastri.web.search import searched


@officer
@searched
def late_below(request: DeskRequest) -> HttpResponse:
    part = request.htmx  # type: ignore[attr-defined]
    template = "officer/colleagues/_late_below.html" if part else "officer/colleagues/late_below.html"
    return render(request, template, list_page(request, BELOW))


@officer
def give(request: DeskRequest, ref: str) -> HttpResponse:
    case = pages.find(request, ref)
    if request.method != "POST":
        return redirect("desk_case", ref)
    dossier = journey.may_give(request.act, ref=ref, turn=whole(request.POST.get("giliran", "")))
    form = give_form(request, dossier, request.POST)
    given = tried(form, lambda: _given(request, ref, form.cleaned_data))
    if given is None:
        return pages.page(request, case, status=422, give_form=form)
    name = given.taken_by.name if given.taken_by else "petugas lain"
    messages.success(request, f"{ref}: berkas sekarang dipegang {name}, dan ia sudah diberi tahu.")
    return redirect("late_below")


def _given(request: DeskRequest, ref: str, data: dict[str, str]) -> Case:
    turn = whole(request.POST.get("giliran", ""))
    return journey.give(request.act, ref=ref, turn=turn, to=whole(data["rekan"]), note=data["pesan"])
