"""What an office prints for its walls and its counter: QR codes of the services, the survey's poster and sheets."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from silastri.apps.catalog.shelf import shelf
from silastri.domain.refusal import NotThere
from silastri.journey.papers import posters as papers
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


@officer
def posters(request: DeskRequest) -> HttpResponse:
    services = shelf([request.desk.office], request.act.at).all
    page = {"services": services, "address": request.build_absolute_uri(reverse("new_device"))}
    return render(request, "officer/posters.html", page)


@officer
def service(request: DeskRequest, slug: str) -> HttpResponse:
    """Raises NotThere."""
    drawn = papers.service(request.desk.office, slug, at=request.act.at)
    if drawn is None:
        raise NotThere("Layanan ini tidak ada, atau belum dibuka.")
    return pdf(drawn, f"poster-{slug}")


@officer
def survey(request: DeskRequest) -> HttpResponse:
    return pdf(papers.survey(request.desk.office, at=request.act.at), "poster-survei")


@officer
def sheet(request: DeskRequest) -> HttpResponse:
    return pdf(papers.sheet(request.desk.office, at=request.act.at), "lembar-survei")
