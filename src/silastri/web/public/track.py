"""The state of an application, for anyone who has its number. No name, no NIK."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.cases import queries as cases
from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints.operations import CODE
from silastri.apps.offices import queries as offices
from silastri.domain import reference
from silastri.domain.words.called import called
from silastri.domain.words.cost import cost
from silastri.domain.words.whereabouts import said
from silastri.journey.case import late_findings
from silastri.journey.case.dossier import dossier_of
from silastri.journey.desk.where import where
from silastri.web.case.progress import contact, way
from silastri.web.gate.limits import slow_down
from silastri.web.guard import public
from silastri.web.zone import show_time_of


@public
def find(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("nomor", "").strip()[:40]
    if not typed:
        return render(request, "public/find.html")
    ref = reference.tidy(typed)
    if ref.startswith(f"{CODE}-"):
        return redirect(f"{reverse('find_complaint')}?{urlencode({'kode': ref})}")
    if ref and cases.tracked(ref):
        return redirect("track", ref)
    _slow_down(request)
    error = "Nomor ini tidak ditemukan. Periksa lagi huruf dan angkanya di tanda terima atau pesan WhatsApp."
    return render(request, "public/find.html", {"typed": typed, "error": error}, status=404)


@public
def track(request: HttpRequest, ref: str) -> HttpResponse:
    case = cases.tracked(reference.tidy(ref))
    if case is None:
        _slow_down(request)
        error = "Nomor ini tidak ditemukan. Periksa lagi huruf dan angkanya."
        return render(request, "public/find.html", {"typed": ref, "error": error}, status=404)
    show_time_of(case.office)
    runs, at = cases.runs(case), request.act.at  # type: ignore[attr-defined]
    standard = catalog.definition(case.version_id).standard
    page = {
        "case": case,
        "name": called(standard),
        "cost": cost(standard, offices.today(case.office, case.submitted_at or at)),
        "where": said(where(case, at, runs, public=True), public=True),
        "way": way(case, runs, public=True),
        "reach": contact(case),
        "late_finding": late_findings.of_last_return(dossier_of(case), runs),
    }
    return render(request, "public/track.html", page)


def _slow_down(request: HttpRequest) -> None:
    """Numbers cannot be guessed; counting attempts deters people from trying. Raises TooOften."""
    slow_down(request, "track", most=30, sentence="Terlalu banyak nomor yang salah.")
