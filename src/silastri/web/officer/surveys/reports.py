"""The reports of the survey: the periods, and one report from its draft until the head approves it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.offices import queries as offices
from silastri.apps.surveys import queries as surveys
from silastri.apps.surveys import reports
from silastri.apps.surveys.models import SurveyReport
from silastri.domain.satisfaction import analysis
from silastri.domain.satisfaction.figures import Figures, comma, exact, whole
from silastri.domain.satisfaction.period import Period
from silastri.domain.satisfaction.reporting import begun
from silastri.journey.surveys import report as journey
from silastri.journey.surveys import report_paper as papers
from silastri.web.chart import Chart, chart
from silastri.web.forms import Form, tried
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .forms import AnalysisForm, PlanForm

_APPROVED = SurveyReport.State.APPROVED


@officer
def survey_reports(request: DeskRequest) -> HttpResponse:
    """Every period since the first answer, with its index as it is now or as it was approved."""
    office = journey.as_reader(request.act)
    first = surveys.first_day(office.pk)
    known = {(one.since, one.until): one for one in reports.of_office(office.pk)}
    found = (
        [_listed(office.pk, one, known.get((one.since, one.until))) for one in begun(first, request.today)]
        if first
        else []
    )
    years: dict[int, list[dict[str, Any]]] = {}
    for row in found:
        years.setdefault(row["period"].year, []).append(row)
    return render(request, "officer/surveys/reports.html", {"years": years.items(), "today": request.today})


def _listed(office: int, period: Period, report: SurveyReport | None) -> dict[str, Any]:
    if report and report.state == _APPROVED:
        figures = report.figures
    else:
        sums = surveys.sums(office, period.since, period.until)
        figures = {"responses": sums.responses, **whole(sums)}
    return {"period": period, "report": report, "figures": figures}


@officer
def survey_report(request: DeskRequest, key: str) -> HttpResponse:
    return _page(request, key)


def _page(request: DeskRequest, key: str, wrong: Form | None = None) -> HttpResponse:
    office, period = journey.as_reader(request.act), journey.period_of(key)
    report = reports.of_period(office.pk, period.since, period.until)
    page: dict[str, Any] = {"period": period, "report": report, "ended": period.until < request.today, "wrong": wrong}
    if report is None:
        page["answers"] = surveys.sums(office.pk, period.since, period.until).responses
        page["begun"] = period.since <= request.today
    else:
        report.office = office
        page |= _told(request, report, period, wrong)
    return render(request, "officer/surveys/report.html", page, status=422 if wrong else 200)


def _told(request: DeskRequest, report: SurveyReport, period: Period, wrong: Form | None) -> dict[str, Any]:
    figures = journey.content(request.act, report, period)
    is_open = report.state != _APPROVED
    posts = [(post.key, post.title) for post in offices.definition(report.office).posts]
    plan = PlanForm(posts=posts, today=request.today, initial=_first(figures))
    return {
        "figures": figures,
        "warning": analysis.enough(figures),
        "conclusion": analysis.conclusion(period.name, figures),
        "charts": _charts(figures),
        "followed_name": papers.followed_name(figures),
        "is_open": is_open,
        "newer": journey.newer_answers(report.office, report) if is_open else 0,
        "may_approve": is_open and journey.approves(request.act),
        "mark": journey.mark(report),
        "writing": wrong if isinstance(wrong, AnalysisForm) else AnalysisForm(initial={"analisis": report.analysis}),
        "planning": wrong if isinstance(wrong, PlanForm) else plan,
    }


def _first(figures: Figures) -> dict[str, str]:
    """The form offers the lowest element that has no plan yet."""
    planned = {one["element"] for one in figures["plan"]}
    names = {one["key"]: one["name"] for one in figures["elements"]}
    left = [key for key in figures["lowest"] if names[key] not in planned]
    return {"unsur": left[0]} if left else {}


def _charts(figures: Figures) -> list[Chart]:
    rows = [(one["name"], exact(one["index"]), f"{comma(one['index'])} ({one['grade']})")
            for one in figures["elements"] if one["index"]]  # fmt: skip
    trend = [(one["name"], exact(one["index"]), f"{comma(one['index'])} ({one['grade']})") for one in figures["trend"]]
    found = [chart("Nilai tiap unsur", "Unsur", "Nilai, 25 sampai 100", rows)] if rows else []
    return [*found, chart("Dari masa ke masa", "Masa", "Indeks", trend)] if len(trend) > 1 else found


@officer
def draft_survey_report(request: DeskRequest, key: str) -> HttpResponse:
    return _changed(request, key, lambda: journey.draft(request.act, key), "Konsep dibuat dari jawaban yang ada.")


@officer
def write_survey_report(request: DeskRequest, key: str) -> HttpResponse:
    form = AnalysisForm(request.POST or None)
    return _changed(
        request,
        key,
        lambda: journey.write(request.act, key, form.cleaned_data["analisis"]),
        "Analisis tersimpan.",
        form,
    )


@officer
def plan_from_survey(request: DeskRequest, key: str) -> HttpResponse:
    office = journey.as_reader(request.act)
    posts = [(post.key, post.title) for post in offices.definition(office).posts]
    form = PlanForm(request.POST or None, posts=posts, today=request.today)

    def planned() -> Any:
        data = form.cleaned_data
        return journey.add_plan(
            request.act, key, element=data["unsur"], what=data["apa"], post=data["jabatan"],
            due_on=date.fromisoformat(data["sampai"]), is_public=data["umum"],
        )  # fmt: skip

    return _changed(request, key, planned, "Rencana perbaikan tersimpan.", form)


@officer
def approve_survey_report(request: DeskRequest, key: str) -> HttpResponse:
    seen = request.POST.get("konsep", "")[:64]
    return _changed(request, key, lambda: journey.approve(request.act, key, seen), "Laporan ditetapkan.")


def _changed(
    request: DeskRequest, key: str, act: Callable[[], Any], said: str, form: Form | None = None
) -> HttpResponse:
    """Carries out one act on a report; a refusal is shown on its page."""
    journey.as_reader(request.act)
    journey.period_of(key)
    if request.method == "POST":
        form = form or Form(request.POST)
        if tried(form, act) is None:
            return _page(request, key, form)
        messages.success(request, said)
    return redirect("survey_report", key)


@officer
def survey_report_pdf(request: DeskRequest, key: str) -> HttpResponse:
    return pdf(papers.draw(request.act, key), f"laporan-skm-{request.desk.office.slug}-{key}")


@officer
def survey_report_sheet(request: DeskRequest, key: str) -> HttpResponse:
    sheet = papers.sheet(request.act, key)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    name = f"laporan-skm-{request.desk.office.slug}-{key}.{sheet.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
