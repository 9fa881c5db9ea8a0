"""What an office tells everybody about what it changed, and what it plans to change."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.improvements import queries
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotThere
from silastri.web.guard import Request, public

_MOST = 200  # on one page


@public
def improvements(request: Request, slug: str) -> HttpResponse:
    office = offices.by_slug(slug)
    if office is None:
        raise NotThere("Kantor ini tidak ada.")
    found = list(queries.public(office.pk)[:_MOST])
    page = {
        "slug": slug,
        "office": offices.definition(office),
        "today": offices.today(office, request.act.at),
        "done": [one for one in found if one.state == Improvement.State.DONE],
        "planned": [one for one in found if one.state == Improvement.State.PLANNED],
    }
    return render(request, "public/improvements/all.html", page)
