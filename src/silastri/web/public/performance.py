"""What was promised and how long it really took, for everybody: each service by month."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.refusal import NotThere
from silastri.journey.figures import open_data
from silastri.journey.figures import performance as journey
from silastri.web.guard import Request, public
from silastri.web.zone import show_time_of


@public
def all_performance(request: Request) -> HttpResponse:
    """An installation of one office has no list."""
    if only := offices.only_one():
        return redirect("performance", only.slug)
    found = [(office.slug, offices.definition(office)) for office in offices.offices()]
    return render(request, "public/performance/all.html", {"offices": found})


@public
def performance(request: Request, slug: str) -> HttpResponse:
    """Raises NotThere."""
    office = _office(slug)
    show_time_of(office)
    told = journey.of_office(office, request.act.at)
    page = {
        "slug": slug,
        "office": offices.definition(office),
        "told": told,
        "some": any(service.months for service in told.services),
        "least": journey.LEAST,
        "at": request.act.at,
    }
    return render(request, "public/performance/office.html", page)


@public
def performance_data(request: Request, slug: str) -> HttpResponse:
    """Raises NotThere."""
    told = open_data.table(_office(slug), request.act.at)
    response = HttpResponse("\ufeff" + told, content_type="text/csv; charset=utf-8")  # the mark tells UTF-8
    response["Content-Disposition"] = f'attachment; filename="kinerja-{slug}.csv"'
    return response


def _office(slug: str) -> Office:
    """Raises NotThere."""
    found = offices.by_slug(slug)
    if found is None:
        raise NotThere("Kantor ini tidak ada.")
    return found
