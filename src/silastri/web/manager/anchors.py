"""The daily seals, to be looked at and printed by who manages the office or audits it."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.journey.office import anchor as journey
from silastri.web.guard import DeskRequest, manager


@manager
def anchors(request: DeskRequest) -> HttpResponse:
    return render(request, "manager/anchors.html", {"anchors": journey.shown()})
