"""The public page of an office: where and when, its services, and its pledge (requirement A8)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from silastri.apps.catalog.shelf import shelf
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.definition.office import Office as Definition
from silastri.domain.refusal import NotThere
from silastri.domain.words import wording
from silastri.journey.appraisals import commit
from silastri.journey.appraisals import published as officers
from silastri.journey.papers import standard as standard_papers
from silastri.journey.surveys import published
from silastri.web.guard import Request, public
from silastri.web.pdf import pdf


@public
def all_offices(request: HttpRequest) -> HttpResponse:
    found = [(office.slug, offices.definition(office)) for office in offices.offices()]
    return render(request, "public/offices.html", {"offices": found})


@public
def office(request: Request, slug: str) -> HttpResponse:
    found = _office(slug)
    definition, today = offices.definition(found), offices.today(found, request.act.at)
    page = {
        "slug": slug,
        "office": definition,
        "hours": wording.opening_hours(definition),
        "services": shelf([found], request.act.at).all,
        "satisfaction": published.newest(found, request.act.at),
        "queue_used": definition.queue.used,
        "signed": commit.public(found, today) if definition.ethics or definition.integrity else None,
        "rewards": officers.rewards(found, today),
        "pledge": definition.pledge or standard_papers.PLEDGE,
    }
    return render(request, "public/office.html", page)


def offices_to_visit() -> list[tuple[str, Definition, list[tuple[str, str]]]]:
    """Each with its address and its hours."""
    found = [(one.slug, offices.definition(one)) for one in offices.offices()]
    return [(slug, definition, wording.opening_hours(definition)) for slug, definition in found]


@public
def emblem(request: HttpRequest, slug: str) -> HttpResponse:
    """The emblem of the letterhead, for the bar; checked when it was published to be a drawing and nothing more."""
    drawing = offices.definition(_office(slug)).emblem
    if not drawing:
        return redirect(static("mark.svg"))
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(drawing, content_type="image/svg+xml", headers=headers)


@public
def pledge_pdf(request: Any, slug: str) -> HttpResponse:
    return pdf(standard_papers.pledge(offices.definition(_office(slug)), at=request.act.at), f"maklumat-{slug}")


def _office(slug: str) -> Office:
    """Raises NotThere."""
    found = offices.by_slug(slug)
    if found is None:
        raise NotThere("Kantor ini tidak ada.")
    return found
