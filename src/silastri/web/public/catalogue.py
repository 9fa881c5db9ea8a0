"""The services on offer, and what each promises."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.web.guard import public


@public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"services": catalog.services()[:8]})


@public
def catalogue(request: HttpRequest) -> HttpResponse:
    words, office = request.GET.get("cari", "").strip()[:100], request.GET.get("kantor", "")
    found = {"services": catalog.services(words, office)[:100], "words": words, "office": office}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "public/_services.html", found)
    return render(request, "public/catalogue.html", found | {"offices": offices.offices()})
