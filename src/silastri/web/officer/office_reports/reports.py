"""The reports of the office: all that is due, one of them, and what each post does with it."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from silastri.domain.refusal import NotThere
from silastri.journey.office_reports import due, told
from silastri.journey.office_reports import paper as papers
from silastri.journey.office_reports import report as journey
from silastri.web.forms import Form
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from . import acts


@officer
def office_reports(request: DeskRequest) -> HttpResponse:
    found = [(one, due.is_late(one, request.today)) for one in due.listed(request.act)]
    rows: list[dict[str, Any]] = [{"one": one, "late": late, "address": _address(one)} for one, late in found]
    page = {
        "open_rows": [row for row in rows if not row["one"].is_done],
        "done_rows": [row for row in rows if row["one"].is_done],
        "late": sum(late for _, late in found),
    }
    return render(request, "officer/office_reports/reports.html", page)


def _address(one: due.Due) -> str:
    if one.at is None:
        return ""
    address = reverse(one.at[0], args=one.at[1:])
    return f"{address}?{one.query}" if one.query else address


@officer
def draft_office_report(request: DeskRequest, key: str) -> HttpResponse:
    """Makes the draft of one that is missing."""
    if request.method != "POST":
        raise NotThere("Halaman ini tidak ada.")
    return redirect("office_report", journey.draft_by_hand(request.act, key).pk)


@officer
def office_report(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@sensitive_post_parameters("frasa")
@officer
def change_office_report(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """Writes remarks, approves, sends back or signs."""
    return acts.change(request, papers.SIGNED, pk, what, route="office_report", page=_page)


def _page(request: DeskRequest, pk: int, wrong: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    report = journey.report(request.act, pk)
    office, figures = report.office, report.figures
    page = {
        "title": journey.title(report),
        "summary": told.summary(office, figures),
        "columns": told.COLUMNS,
        "services": [list(zip(told.COLUMNS, row, strict=True)) for row in told.services(office, figures)],
        "month_columns": told.MONTHS,
        "months": [list(zip(told.MONTHS, row, strict=True)) for row in told.months(office, figures)],
        "around": told.around(figures),
        "letters": len(report.annex),
        "counted_on": date.fromisoformat(figures["counted_on"]),
        **acts.shown(request, papers.SIGNED, report, "change_office_report", wrong or {}),
    }
    return render(request, "officer/office_reports/report.html", page, status=status)


@officer
def office_report_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(papers.paper(request.act, pk), _name(request, pk))


@officer
def office_report_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    if papers.is_long(journey.report(request.act, pk)):
        return redirect("made_file", papers.ask_sheet(request.act, pk, f"{_name(request, pk)}.xlsx").pk)
    sheet = papers.sheet(request.act, pk)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(request, pk)}.{sheet.ending}"'
    return response


def _name(request: DeskRequest, pk: int) -> str:
    span = journey.span_of(journey.report(request.act, pk))
    return f"laporan-{request.desk.office.slug}-{span.key}"
