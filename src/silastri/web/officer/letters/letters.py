"""The letters of the office, newest first."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.letters import queries
from silastri.web import search
from silastri.web.guard import DeskRequest, officer
from silastri.web.search import searched


@officer
@searched
def letters(request: DeskRequest) -> HttpResponse:
    words = search.words(request)
    found = queries.of_office(request.desk.office.pk, words)[:100]
    template = "officer/letters/_letters.html" if request.htmx else "officer/letters/letters.html"  # type: ignore[attr-defined]
    return render(request, template, {"letters": found, "words": words})
