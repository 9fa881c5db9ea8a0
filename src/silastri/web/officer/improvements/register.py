"""The register: the list with its filters, one more planned, and the list as spreadsheet and paper."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints.models import Complaint
from silastri.apps.improvements import queries
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotFit
from silastri.journey.improvements import access, papers
from silastri.journey.improvements.plan import About
from silastri.journey.improvements.plan import plan as plan_one
from silastri.web.forms import tried, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .forms import Asked, PlanForm

PER_PAGE = 50
STATES = [*Improvement.State.choices, ("terlambat", "Terlambat")]
SOURCES = {
    "pengaduan": "Dari pengaduan",
    "survei": "Dari survei",
    "pengukuran": "Dari pengukuran tahunan",
    "sendiri": "Dari kantor sendiri",
}
SORTS = {"tenggat": "Tenggat terdekat", "baru": "Terbaru direncanakan", "selesai": "Terbaru selesai"}


@officer
def improvements(request: DeskRequest) -> HttpResponse:
    asked, office = _asked(request), request.desk.office
    found = _found(request, asked)
    count = found.count()
    pages = max(1, -(-count // PER_PAGE))
    page = min(max(whole(request.GET.get("halaman", "")), 1), pages)
    context = {
        "rows": [_row(request, one) for one in found[(page - 1) * PER_PAGE : page * PER_PAGE]],
        "count": count,
        "late": queries.of_office(office.pk, late_on=request.today).count(),
        "page": page,
        "pages": pages,
        "asked": asked,
        "narrowed": bool(asked.state or asked.late or asked.service or asked.source),
        "query": urlencode({name: request.GET[name] for name in Asked.names if request.GET.get(name)}),
        "states": STATES,
        "services": catalog.services(office.slug),
        "sources": SOURCES.items(),
        "sorts": SORTS.items(),
        "plans": access.plans(request.desk),
    }
    return render(request, "officer/improvements/register.html", context)


def _asked(request: DeskRequest) -> Asked:
    return Asked(request.GET, SOURCES, SORTS, list(Improvement.State.values))


def _found(request: DeskRequest, asked: Asked) -> QuerySet[Improvement]:
    return queries.of_office(
        request.desk.office.pk,
        state=asked.state,
        late_on=request.today if asked.late else None,
        service_id=asked.service or None,
        source=asked.source,
        sort=asked.sort,
    )


def _row(request: DeskRequest, one: Improvement) -> dict[str, Any]:
    return {
        "one": one,
        "post": offices.title(request.desk.office, one.post),
        "source": papers.source(one),
        "standing": papers.standing(one, request.today),
        "late": is_late(one, request.today),
    }


def is_late(one: Improvement, today: date) -> bool:
    return one.state == Improvement.State.PLANNED and one.due_on < today


@officer
def improvements_sheet(request: DeskRequest) -> HttpResponse:
    sheet = papers.sheet(request.act, list(_found(request, _asked(request))[: papers.MOST]))
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    name = f"perbaikan-{request.desk.office.slug}-{request.today}.{sheet.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@officer
def improvements_pdf(request: DeskRequest) -> HttpResponse:
    found = list(_found(request, _asked(request))[: papers.MOST])
    return pdf(papers.draw(request.act, found), f"perbaikan-{request.desk.office.slug}")


@officer
def plan(request: DeskRequest) -> HttpResponse:
    """A page to plan one; ``pengaduan`` in the address fills in the number of the complaint it comes from."""
    office = access.as_planner(request.act)
    initial = {"pengaduan": request.GET.get("pengaduan", "")[:12], "layanan": request.GET.get("layanan", "")[:12]}
    form = PlanForm(request.POST if request.method == "POST" else None, office=office, initial=initial)
    made = tried(form, lambda: _planned(request, form))
    if made is None:
        page = {"form": form}
        return render(request, "officer/improvements/plan.html", page, status=422 if form.is_bound else 200)
    messages.success(request, "Perbaikan tersimpan.")
    return redirect("improvement", made.pk)


def _planned(request: DeskRequest, form: PlanForm) -> Improvement:
    data = form.cleaned_data
    about = About(
        service=form.service(),
        complaint=_complaint(request, data["pengaduan"]),
        component=data["komponen"],
        element=data["unsur"],
    )
    return plan_one(
        request.act, what=data["apa"], post=data["jabatan"], due_on=data["sampai"], about=about, is_public=data["umum"]
    )


def _complaint(request: DeskRequest, number: str) -> Complaint | None:
    if not number:
        return None
    found = queries.complaint_of(request.desk.office.pk, number)
    if found is None:
        raise NotFit("Nomor salah.", {"pengaduan": "Tidak ada pengaduan dengan nomor ini. Tulis seperti 7/2026."})
    return found
