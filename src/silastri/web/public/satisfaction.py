"""What those who were served say of an office: the index of its survey."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.shelf import shelf
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.refusal import NotThere
from silastri.domain.satisfaction.index import ELEMENTS, NAMES, Graded, Index, rounded
from silastri.domain.satisfaction.period import Period, of_key
from silastri.journey.surveys import open_data, published
from silastri.journey.surveys.published import Figures
from silastri.web.chart import Bar, Chart
from silastri.web.components.templatetags.show import desimal
from silastri.web.guard import Request, public
from silastri.web.zone import show_time_of

_TREND = 8  # quarters


@public
def all_satisfaction(request: Request) -> HttpResponse:
    shown = []
    for office in offices.offices():
        period, figure = published.newest(office, request.act.at)
        shown.append(
            {"slug": office.slug, "name": offices.definition(office).short, "period": period, "figure": figure}
        )
    return render(request, "public/satisfaction/all.html", {"offices": shown})


@public
def satisfaction(request: Request, slug: str) -> HttpResponse:
    """``masa`` names the period; without it, the newest year that has an index. Raises NotThere."""
    office = _office(slug)
    show_time_of(office)
    today = offices.today(office, request.act.at)
    period, open_periods = _period(request, office), published.periods(office, today)
    figures = Figures(office, (period.year, period.year - 1))
    figure = figures.of(period)
    page: dict[str, Any] = {
        "slug": slug,
        "office": offices.definition(office),
        "period": period,
        "periods": open_periods if period in open_periods else [period, *open_periods],
        "today": today,
        "figure": figure,
        "served": published.served(office, period, figure.sums.responses),
        "services": _services(office, figures, period, request.act.at),
        "trend": _trend(figures, period),
    }
    if figure.index:
        page |= {"elements": _elements(figure.index), "lowest": [NAMES[e] for e in figure.index.lowest()]}
        page["profile"] = published.profile(office, period, figure.sums.responses)
    return render(request, "public/satisfaction/office.html", page)


@public
def satisfaction_data(request: Request, slug: str) -> HttpResponse:
    """Raises NotThere."""
    told = open_data.table(_office(slug), request.act.at)
    response = HttpResponse("\ufeff" + told, content_type="text/csv; charset=utf-8")  # the mark tells UTF-8
    response["Content-Disposition"] = f'attachment; filename="kepuasan-{slug}.csv"'
    return response


def _office(slug: str) -> Office:
    """Raises NotThere."""
    found = offices.by_slug(slug)
    if found is None:
        raise NotThere("Kantor ini tidak ada.")
    return found


def _period(request: Request, office: Office) -> Period:
    """Raises NotThere."""
    key = request.GET.get("masa", "")
    if not key:
        return published.newest(office, request.act.at)[0]
    found = of_key(key)
    if found is None or found.since > offices.today(office, request.act.at):
        raise NotThere("Masa ini tidak ada. Pilih masa lain dari halaman indeks kepuasan.")
    return found


def _elements(index: Index) -> Chart:
    bars = (_bar(f"{key.upper()} {NAMES[key]}", index.elements[key]) for key in ELEMENTS)
    return Chart("Nilai tiap unsur", "Unsur", "Indeks, mutu, dan nilai rata-rata", tuple(bars))


def _trend(figures: Figures, period: Period) -> Chart | None:
    """The quarters up to the end of the period, where at least two have an index."""
    quarters = [*Period(period.year - 1).quarters, *Period(period.year).quarters]
    told = [quarter for quarter in quarters if quarter.until <= period.until][-_TREND:]
    rows = [(quarter, found) for quarter in told if (found := figures.of(quarter).index)]
    bars = tuple(_bar(quarter.name, index.all, f", {index.responses} jawaban") for quarter, index in rows)
    return Chart("Indeks tiap triwulan", "Triwulan", "Indeks", bars) if len(bars) > 1 else None


def _bar(label: str, graded: Graded, more: str = "") -> Bar:
    mean = more or f", nilai {desimal(rounded(graded.mean, 2))} dari 4"
    return Bar(label, f"{desimal(graded.index)} ({graded.grade}, {graded.words.lower()}){mean}", round(graded.index))


def _services(office: Office, figures: Figures, period: Period, at: datetime) -> list[dict[str, Any]]:
    """Each service that is offered or has answers in those years, those with an index first."""
    titles = {one.slug: one.offer.title for one in shelf([office], at).all}
    found = []
    for service in catalog.all_services(office.pk):
        if service.slug in titles or service.pk in figures.services:
            title, slug = titles.get(service.slug, service.name), service.slug if service.slug in titles else ""
            found.append({"slug": slug, "title": title, "figure": figures.of(period, service.pk)})
    return sorted(found, key=lambda one: (one["figure"].index is None, one["title"].lower()))
