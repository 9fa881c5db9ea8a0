"""Who opened my data, and why."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.journey.personal_data import openings
from silastri.web.forms import whole
from silastri.web.guard import Request, applicant

PAGE = 20


@applicant
def my_openings(request: Request) -> HttpResponse:
    found, older = openings.of_person(request.user.pk, before=whole(request.GET.get("sebelum", "")), most=PAGE)
    page = {"openings": found, "older": older, "is_first": "sebelum" not in request.GET}
    return render(request, "applicant/personal_data/openings.html", page)
