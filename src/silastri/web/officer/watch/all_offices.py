"""How every office of the installation does, for who looks after all."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.journey.watch import all_offices as journey
from silastri.web.guard import DeskRequest, officer


@officer
def all_offices(request: DeskRequest) -> HttpResponse:
    sort = request.GET.get("urut", "")
    page = {
        "rows": journey.all_offices(request.act, request.desk, sort),
        "installation": journey.installation(request.act, request.desk),
        "sorts": [(key, title) for key, (title, _) in journey.SORTS.items()],
        "sort": sort if sort in journey.SORTS else "masalah",
    }
    return render(request, "officer/watch/all_offices.html", page)
