"""The reports of months: the list, one of them, and what each post does with it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from silastri.journey.complaints import month_figures, month_paper
from silastri.journey.complaints import month_report as journey
from silastri.journey.signing.report import MONTH
from silastri.web.forms import Form
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer.office_reports import acts
from silastri.web.pdf import pdf

_PAGE = 60  # five years


@officer
def month_reports(request: DeskRequest) -> HttpResponse:
    found = [(one, journey.month_of(one)) for one in journey.listed(request.act)[:_PAGE]]
    return render(request, "officer/complaints/month_reports.html", {"reports": found})


@officer
def month_report(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@sensitive_post_parameters("frasa")
@officer
def change_month_report(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """Writes remarks, approves, sends back or signs."""
    return acts.change(request, MONTH, pk, what, route="month_report", page=_page)


def _page(request: DeskRequest, pk: int, wrong: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    report = journey.report(request.act, pk)
    page = {
        "month": journey.month_of(report),
        "summary": month_paper.summary(report.figures),
        "groups": month_paper.groups(report.figures) if report.figures["received"] else [],
        "target": month_paper.target(report.figures),
        "improvements": month_figures.due_days(report.figures),
        **acts.shown(request, MONTH, report, "change_month_report", wrong or {}),
    }
    return render(request, "officer/complaints/month_report.html", page, status=status)


@officer
def month_report_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(month_paper.paper(request.act, pk), _name(request, pk))


@officer
def month_report_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    sheet = month_paper.sheet(request.act, pk)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(request, pk)}.{sheet.ending}"'
    return response


def _name(request: DeskRequest, pk: int) -> str:
    report = journey.report(request.act, pk)
    return f"laporan-pengaduan-{request.desk.office.slug}-{report.year}-{report.month:02}"
