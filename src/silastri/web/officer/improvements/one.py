"""One improvement: what is known of it, and how it ends."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.documents import queries as documents
from silastri.apps.improvements import queries
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.refusal import NotThere
from silastri.domain.satisfaction.index import NAMES
from silastri.domain.satisfaction.reporting import of_days
from silastri.journey.improvements import access, end, papers
from silastri.web.forms import Form, sent_file, tried
from silastri.web.guard import DeskRequest, officer

from .forms import DoneForm, DropForm
from .register import is_late


@officer
def improvement(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


def _page(request: DeskRequest, pk: int, done: Form | None = None, drop: Form | None = None) -> HttpResponse:
    found = queries.one(pk, office=request.desk.office.pk)
    wrong = done or drop
    page = {
        "one": found,
        "post": offices.title(request.desk.office, found.post),
        "source": papers.source(found),
        "standing": papers.standing(found, request.today),
        "late": is_late(found, request.today),
        "component": COMPONENTS.get(found.component, ""),
        "element": NAMES.get(found.element, ""),
        "may_end": found.state == Improvement.State.PLANNED and access.ends(request.desk, found),
        "done": done or DoneForm(),
        "drop": drop or DropForm(),
        "wrong": wrong,
        "report_at": _report_at(found) if access.plans(request.desk) else "",
    }
    return render(request, "officer/improvements/one.html", page, status=422 if wrong else 200)


def _report_at(found: Improvement) -> str:
    """The address of the report that planned it, if one did."""
    period = of_days(found.report.since, found.report.until) if found.report else None
    return reverse("survey_report", args=[period.key]) if period else ""


@officer
def end_improvement(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("improvement", pk)
    form = DoneForm(request.POST, request.FILES)
    if tried(form, partial(_done, request, pk, form)) is None:
        return _page(request, pk, done=form)
    messages.success(request, "Perbaikan dinyatakan selesai. Terima kasih.")
    return redirect("improvement", pk)


def _done(request: DeskRequest, pk: int, form: DoneForm) -> Improvement:
    return end.done(request.act, pk=pk, evidence=form.cleaned_data["bukti"], **sent_file(request))


@officer
def drop_improvement(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("improvement", pk)
    form = DropForm(request.POST)
    if tried(form, lambda: end.drop(request.act, pk=pk, reason=form.cleaned_data["alasan"])) is None:
        return _page(request, pk, drop=form)
    messages.success(request, "Perbaikan ditandai tidak jadi, dengan alasannya.")
    return redirect("improvement", pk)


@officer
def improvement_file(request: DeskRequest, pk: int) -> HttpResponse:
    """The paper or photo that shows it to be done."""
    found = queries.one(pk, office=request.desk.office.pk)
    if found.file is None:
        raise NotThere("Perbaikan ini tidak punya berkas bukti.")
    response = HttpResponse(documents.content(found.file.sha256), content_type=found.file.kind)
    response["Content-Disposition"] = f'inline; filename="bukti-perbaikan-{pk}"'
    return response
