"""Which services outside work, for who manages the office."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.journey.office import health as journey
from silastri.web.guard import DeskRequest, manager


@manager
def health(request: DeskRequest) -> HttpResponse:
    return render(request, "manager/health.html", {"services": journey.services()})
