"""The public page of a service: what it promises, its standard and its SOP, in present, past and coming versions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service, Version
from silastri.apps.improvements import queries as improvements
from silastri.apps.offices import queries as offices
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.offer import Offer
from silastri.domain.definition.office import Office
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.refusal import NotThere
from silastri.domain.words import afterwards, flow, spoken_fee, wording
from silastri.domain.words.cost import cost
from silastri.domain.words.spoken import Speech
from silastri.journey.figures import performance
from silastri.journey.papers import sop as sop_papers
from silastri.journey.papers import specimen
from silastri.journey.papers import standard as standard_papers
from silastri.journey.surveys import published
from silastri.web.availability import availability
from silastri.web.guard import Request, public
from silastri.web.pdf import pdf
from silastri.web.zone import show_time_of

_IMPROVEMENTS = 8  # on the page of a service; the others are on the office's


@dataclass(frozen=True)
class Shown:
    """A version of a service, as the page shows it."""

    service: Service
    version: Version
    definition: Definition
    office: Office
    current: Version | None

    @property
    def is_current(self) -> bool:
        return self.current is not None and self.version.pk == self.current.pk


def _shown(request: Request, office: str, slug: str) -> Shown:
    """The version asked for by its number, else the one in force, else the first to come. Raises NotThere."""
    found = catalog.service(office, slug)
    versions = catalog.versions(found) if found else []
    if found is None or not versions:
        raise NotThere("Layanan ini tidak ada, atau belum dibuka.")
    current = catalog.current(found, offices.today(found.office, request.act.at))
    show_time_of(found.office)
    wanted = request.GET.get("versi", "")
    version = next((v for v in versions if str(v.number) == wanted), None) if wanted else current or versions[-1]
    if version is None:
        raise NotThere("Versi standar ini tidak ada.")
    return Shown(found, version, catalog.definition(version.pk), offices.definition(found.office), current)


@public
def service(request: Request, office: str, slug: str) -> HttpResponse:
    shown = _shown(request, office, slug)
    standard, today = shown.definition.standard, offices.today(shown.service.office, request.act.at)
    speech = Speech(shown.definition)
    versions = catalog.versions(shown.service)
    shared, products = standard_papers.products(standard, speech)
    page: dict[str, Any] = {
        "shown": shown,
        "service": shown.service,
        "version": shown.version,
        "standard": standard,
        "sop": shown.definition.sop,
        "first": shown.definition.sop.steps[0],
        "office": shown.office,
        "hours": wording.opening_hours(shown.office),
        "offer": Offer.of(standard),
        "cost": cost(standard, today),
        "papers": [(r, "; ".join(standard_papers.notes_beside(r, speech, today))) for r in standard.requirements],
        "several_times": any(path.promise for path in standard.paths),
        "paths": [(p, speech.condition(p.when), standard.promise_on(p.key).length) for p in standard.paths],
        "products": products,
        "products_note": shared,
        "after": [(p.name, told) for p in standard.products if (told := afterwards.of_product(standard, p))],
        "tariff": spoken_fee.lines(standard.fee, speech) if standard.fee.items else [],
        "parts": _parts(shown.definition, today),
        "improvements": improvements.public(shown.service.office_id, service_id=shown.service.pk)[:_IMPROVEMENTS],
        "performance": performance.last_month(shown.service, request.act.at),
        "satisfaction": published.newest(shown.service.office, request.act.at, shown.service.pk),
        "versions": versions,
        "coming": min((v for v in versions if v.effective_on > today), key=lambda v: v.effective_on, default=None),
        "today": today,
    }
    month = request.GET.get("bulan", "")[:7]
    page |= availability(shown.service, shown.definition, request.act.at, month)
    return render(request, "public/service.html", page)


def _parts(definition: Definition, today: date) -> list[tuple[str, list[tuple[int, str, list[dict[str, Any]]]]]]:
    """The components with their numbers and texts, in the parts in which the office prints them."""
    return [
        (title, [(no, COMPONENTS[key], standard_papers.component(definition, key, today)) for no, key in numbered])
        for title, numbered in standard_papers.parts(definition)
    ]


@public
def standard_pdf(request: Any, office: str, slug: str) -> HttpResponse:
    shown = _shown(request, office, slug)
    return pdf(standard_papers.pdf(shown.definition, shown.office, at=request.act.at), f"standar-{slug}")


@public
def specimen_pdf(request: Any, office: str, slug: str, key: str) -> HttpResponse:
    """The blank or the sample of a paper that is asked for. Raises NotThere."""
    shown = _shown(request, office, slug)
    paper = next((r for r in shown.definition.standard.requirements if r.key == key and r.has_sheet), None)
    if paper is None:
        raise NotThere("Contoh berkas ini tidak ada.")
    name = f"{'blangko' if paper.blank else 'contoh'}-{key}"
    return pdf(specimen.pdf(shown.definition, shown.office, paper, at=request.act.at), name)


@public
def sop(request: Request, office: str, slug: str) -> HttpResponse:
    """The SOP: the matrix as a picture where there is room for it, and step by step where there is not."""
    shown = _shown(request, office, slug)
    matrix = flow.rows(shown.definition, shown.office)
    page = {
        "shown": shown,
        "service": shown.service,
        "sop": shown.definition.sop,
        "rows": [(row, flow.lane_title(shown.office, row.step.actor)) for row in matrix],
        "total": flow.total(shown.definition.sop),
        "promise": shown.definition.standard.promise.length,
        "office": shown.office,
    }
    return render(request, "public/sop.html", page)


@public
def sop_pdf(request: Any, office: str, slug: str) -> HttpResponse:
    shown = _shown(request, office, slug)
    return pdf(sop_papers.pdf(shown.definition, shown.office, at=request.act.at), f"sop-{slug}")


@public
def sop_picture(request: Request, office: str, slug: str) -> HttpResponse:
    shown = _shown(request, office, slug)
    response = HttpResponse(sop_papers.picture(shown.definition, shown.office), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=3600"
    return response
