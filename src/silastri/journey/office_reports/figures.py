"""The figures of an office's report, as it keeps them. Minutes are working minutes of the office."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta
from statistics import mean, median
from typing import Any

from silastri.apps.cases.day import first_submitted
from silastri.apps.catalog import queries as catalog
from silastri.apps.complaints import queries as complaints
from silastri.apps.measures import queries as measures
from silastri.apps.measures.queries import ServiceSum
from silastri.apps.office_reports import counts
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import queries as surveys
from silastri.domain.act import Act
from silastri.domain.measures import share
from silastri.domain.reporting.span import Kind, Span
from silastri.domain.satisfaction import figures as satisfaction
from silastri.journey.figures import measure

Figures = dict[str, Any]


def measured(act: Act, office: Office, span: Span) -> None:
    """Makes the sums of the span's days that nobody has made yet."""
    first = first_submitted(office.pk)
    begins = offices.working_time(office).day(first) if first else span.until
    if missing := measure.missing(office, max(span.since, begins), span.until):
        measure.remake(act, missing[0], missing[-1])


def of_span(office: Office, span: Span, at: datetime) -> tuple[Figures, list[list[str]]]:
    """The figures, and the letters of the span as they are listed behind them."""
    time = offices.working_time(office)
    since, until = time.begins(span.since), time.begins(span.until + timedelta(days=1))
    letters = list(counts.letters(office.pk, span.since, span.until))
    annex = [[on.isoformat(), number, name, service] for on, number, name, _, service in letters]
    more: dict[str, Mapping[int, int]] = {
        "running": counts.running(office.pk, until),
        "letters": Counter(service for *_, service, _ in letters),
        "revenue": counts.revenue(office.pk, since, until),
    }
    sums = measures.of_services(office.pk, span.since, span.until)
    found: Figures = {
        "counted_on": time.day(at).isoformat(),
        "services": _services(office, span, sums, more),
        "all": _row(_added(sums), {name: sum(counted.values()) for name, counted in more.items()}),
        "annex": {"count": len(annex), "hash": hashlib.sha256(json.dumps(annex).encode()).hexdigest()},
    }
    if span.kind is not Kind.MONTH:
        found |= _trend(office, span) | _around(office, span, since, until)
    return found, annex


def _services(
    office: Office, span: Span, sums: Mapping[int, ServiceSum], more: Mapping[str, Mapping[int, int]]
) -> list[Figures]:
    """Those in force, and those of which anything is told."""
    told = {version.service_id for version in catalog.in_force(office.pk, span.until)}
    told |= set(sums).union(*more.values())
    return [
        {"name": service.name}
        | _row(sums.get(service.pk, ServiceSum()), {name: by.get(service.pk, 0) for name, by in more.items()})
        for service in catalog.all_services(office.pk)
        if service.pk in told
    ]


def _row(one: ServiceSum, more: Mapping[str, int]) -> Figures:
    """Its minutes are told by mean and median; ``percent`` is empty where no promise fell due."""
    counted = {field.name: getattr(one, field.name) for field in fields(one) if field.name != "minutes"}
    return counted | {
        "promised": one.promised,
        "percent": share.said(one.kept, one.promised) if one.promised else "",
        "mean": round(mean(one.minutes)) if one.minutes else None,
        "median": round(median(one.minutes)) if one.minutes else None,
        **more,
    }


def _added(sums: Mapping[int, ServiceSum]) -> ServiceSum:
    whole = ServiceSum()
    for one in sums.values():
        for name, value in asdict(one).items():
            setattr(whole, name, getattr(whole, name) + value)
    return whole


def _trend(office: Office, span: Span) -> Figures:
    by_month = measures.of_months(office.pk, span.since, span.until)
    rows = []
    for month in span.months:
        one = by_month.get((month.year, month.number), ServiceSum())
        rows.append({"name": month.name, **_row(one, {})})
    return {"months": rows}


def _around(office: Office, span: Span, since: datetime, until: datetime) -> Figures:
    """What is reported beside the services: the survey, complaints, the queue, what was changed, people."""
    found = surveys.sums(office.pk, span.since, span.until)
    year = complaints.settled_share(office.pk, span.year)
    whole = satisfaction.whole(found)
    return {
        "survey": {"responses": found.responses, "all": _index(whole["all"]), "why": whole["why"]},
        "complaints": counts.complaints(office.pk, since, until)
        | {"percent": "" if year.percent is None else str(year.percent).replace(".", ",")},
        "queue": counts.queue(office.pk, span.since, span.until),
        "appointments": counts.appointments(office.pk, since, until),
        "improvements": counts.improvements(office.pk, span.since, span.until, since, until),
        "people": _people(office, span.until),
    }


def _index(whole: Figures | None) -> Figures | None:
    return whole and {name: str(value) for name, value in whole.items()}


def _people(office: Office, on: date) -> list[list[Any]]:
    held = counts.people(office.pk, on)
    return [[post.title, held.get(post.key, 0)] for post in offices.definition(office).posts]
