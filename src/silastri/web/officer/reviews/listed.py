"""The yearly measurements of the office: which service is due, one that is begun, and earlier ones."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.reviews import queries
from silastri.journey.improvements.access import plans
from silastri.journey.reviews import begin as journey
from silastri.journey.reviews.access import as_planner
from silastri.journey.reviews.due import standings
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest, officer

from .forms import TeamForm


@officer
def reviews(request: DeskRequest) -> HttpResponse:
    office = request.desk.office
    found = standings(office, request.today)
    page = {
        "year": request.today.year,
        "standings": found,
        "due": sum(1 for one in found if one.is_due and one.now is None),
        "earlier": queries.of_office(office.pk).exclude(year=request.today.year),
        "plans": plans(request.desk),
    }
    return render(request, "officer/reviews/list.html", page)


@officer
def begin_review(request: DeskRequest, pk: int) -> HttpResponse:
    """``pk`` is the service."""
    office = as_planner(request.act)
    version = journey.in_force(request.act, office, pk)
    form = TeamForm(request.POST if request.method == "POST" else None, office=office)
    made = tried(form, lambda: journey.begin(request.act, service=pk, team=form.cleaned_data["tim"]))
    if made is None:
        page = {"form": form, "service": version.service, "version": version, "year": request.today.year}
        return render(request, "officer/reviews/begin.html", page, status=422 if form.is_bound else 200)
    messages.success(request, "Pengukuran dimulai. Nilai butirnya satu per satu.")
    return redirect("yearly_review", made.pk)
