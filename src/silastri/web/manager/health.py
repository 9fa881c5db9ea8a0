"""Which services outside work, for who manages the office."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.journey.office import health as journey
from silastri.journey.office import running
from silastri.web.guard import DeskRequest, manager


@manager
def health(request: DeskRequest) -> HttpResponse:
    at = request.act.at
    page = {"services": journey.services(), "alarms": running.alarms(at), "duties": running.duties(), "now": at}
    return render(request, "manager/health.html", page)
