"""Gathers the figures of a period for its report: the index, who answered, and how it was before."""

from datetime import date, datetime, timedelta
from typing import Any

from silastri.apps.cases import queries as cases
from silastri.apps.catalog.models import Service
from silastri.apps.improvements import queries as improvements
from silastri.apps.improvements.models import Improvement
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import queries as surveys
from silastri.apps.surveys import reports
from silastri.apps.surveys.models import Response, SurveyReport
from silastri.domain.satisfaction import figures as told
from silastri.domain.satisfaction import questionnaire
from silastri.domain.satisfaction.figures import Figures
from silastri.domain.satisfaction.index import NAMES
from silastri.domain.satisfaction.period import Period
from silastri.domain.satisfaction.reporting import before, quarter
from silastri.domain.satisfaction.sample_size import needed
from silastri.domain.satisfaction.suggestion import without_numbers
from silastri.journey.improvements.papers import standing

from .own_figures import own_questions

EARLIER = 3  # periods in the trend, before this one
SUGGESTIONS = 60
_PROFILE: dict[str, tuple[str, dict[str, str]]] = {
    "sex": ("Jenis kelamin", {"L": "Laki-laki", "P": "Perempuan"}),
    "age": ("Usia (tahun)", {age: age for age in questionnaire.AGES}),
    "education": ("Pendidikan", {one: one for one in questionnaire.EDUCATIONS}),
    "occupation": ("Pekerjaan", {one: one for one in questionnaire.OCCUPATIONS}),
    "via": ("Cara mengisi", {str(key): str(name) for key, name in Response.Via.choices}),
}


def of_period(office: Office, period: Period) -> Figures:
    """As they are now. What is kept of a suggestion has no numbers by which people are reached."""
    found = told.of(surveys.sums(office.pk, period.since, period.until))
    served = _served(office, period)
    earlier = _trend(office, period)
    return found | {
        "served": served,
        "needed": needed(served),
        "declined": surveys.declined(office.pk, *_moments(office, period)),
        "services": _services(office, period),
        "profile": _profile(office, period, found["responses"]),
        "trend": [*earlier, _point(period, found)] if found["all"] else earlier,
        "before": _before(office, period),
        "suggestions": _suggestions(office, period),
        "own": own_questions(office, period),
    }


def _served(office: Office, period: Period) -> int:
    return sum(cases.served_between(office.pk, *_moments(office, period)).values())


def _moments(office: Office, period: Period) -> tuple[datetime, datetime]:
    """When the period begins and ends at that office."""
    time = offices.working_time(office)
    return time.begins(period.since), time.begins(period.until + timedelta(days=1))


def _services(office: Office, period: Period) -> list[Figures]:
    """Each service that has answers, by its name."""
    by_service = surveys.sums_by_service(office.pk, period.since, period.until)
    named = Service.objects.filter(pk__in=by_service).order_by("name")
    return [{"name": one.name, "responses": by_service[one.pk].responses, **told.whole(by_service[one.pk])}
            for one in named]  # fmt: skip


def _profile(office: Office, period: Period, responses: int) -> list[dict[str, Any]]:
    """What is asked of a person, with how many gave each answer, in the order of the questionnaire."""
    counted = surveys.profile(office.pk, period.since, period.until)
    found = []
    for what, (label, names) in _PROFILE.items():
        counts = counted.get(what, {})
        groups = [(name, counts[key]) for key, name in names.items() if counts.get(key)]
        if untold := responses - sum(count for _, count in groups):
            groups.append(("Tidak diisi", untold))
        found.append({"label": label, "groups": [list(group) for group in groups]})
    return found


def earlier_figures(office: Office, period: Period) -> Figures:
    """As the approved report has them, or else as they are now."""
    report = reports.approved(office.pk, period.since, period.until)
    return report.figures if report else told.of(surveys.sums(office.pk, period.since, period.until))


def _trend(office: Office, period: Period) -> list[Figures]:
    """The earlier periods of the same kind that have an index, the oldest first."""
    found: list[Figures] = []
    for _ in range(EARLIER):
        period = before(period)
        figures = earlier_figures(office, period)
        if figures["all"]:
            found.insert(0, _point(period, figures))
    return found


def _point(period: Period, figures: Figures) -> Figures:
    return {"name": period.name, "responses": figures["responses"], **figures["all"]}


def _before(office: Office, period: Period) -> Figures | None:
    last = before(period)
    figures = earlier_figures(office, last)
    if not figures["all"]:
        return None
    elements = {key: str(value) for key, value in told.by_element(figures).items()}
    return {"name": last.name, "index": figures["all"]["index"], "elements": elements}


def _suggestions(office: Office, period: Period) -> list[str]:
    """The newest, each once."""
    found = surveys.suggestions(office.pk, period.since, period.until)[: SUGGESTIONS * 3]
    return list(dict.fromkeys(without_numbers(one.suggestion) for one in found))[:SUGGESTIONS]


# What is done about it


def plan_of(report: SurveyReport, today: date) -> list[dict[str, str]]:
    """The improvements that the report plans, as they stand."""
    return [_planned(one, today) for one in improvements.of_report(report.pk)]


def followed(office: Office, period: Period, figures: Figures, today: date) -> dict[str, Any]:
    """What the last approved report planned, with each element's value then and now. Empty where there is none."""
    last = reports.last_approved(office.pk, ended_before=period.since)
    if last is None:
        return {}
    now = told.by_element(figures)
    rows = []
    for one in improvements.of_report(last.pk):
        row = _planned(one, today)
        value = now.get(one.element)
        row["now"] = str(value) if value is not None else ""
        row["change"] = told.change(value, told.exact(row["before"])) if row["before"] and value is not None else ""
        rows.append(row)
    return {"since": last.since.isoformat(), "until": last.until.isoformat(), "rows": rows}


def _planned(one: Improvement, today: date) -> dict[str, str]:
    return {
        "pk": str(one.pk),
        "element": NAMES.get(one.element, ""),
        "before": str(one.before) if one.before is not None else "",
        "what": one.what,
        "when": quarter(one.due_on).name,
        "due": one.due_on.isoformat(),
        "owner": offices.title(one.office, one.post),
        "state": standing(one, today),
        "evidence": one.evidence,
    }
