"""The letters of the office, newest first."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.letters import queries
from silastri.web.guard import DeskRequest, officer


@officer
def letters(request: DeskRequest) -> HttpResponse:
    words = request.GET.get("cari", "").strip()[:100]
    found = queries.of_office(request.desk.office.pk, words)[:100]
    template = "officer/letters/_letters.html" if request.htmx else "officer/letters/letters.html"  # type: ignore[attr-defined]
    return render(request, template, {"letters": found, "words": words})
