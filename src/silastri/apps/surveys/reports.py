"""Reads and keeps the reports of the survey. A report that is approved is never written again."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from .models import SurveyReport

_APPROVED = SurveyReport.State.APPROVED


def of_period(office_id: int, since: date, until: date, *, lock: bool = False) -> SurveyReport | None:
    found = SurveyReport.objects.select_for_update() if lock else SurveyReport.objects.select_related("approved_by")
    return found.filter(office_id=office_id, since=since, until=until).first()


def of_office(office_id: int) -> QuerySet[SurveyReport]:
    return SurveyReport.objects.filter(office_id=office_id).order_by("-until", "-since")


def approved(office_id: int, since: date, until: date) -> SurveyReport | None:
    return SurveyReport.objects.filter(office_id=office_id, since=since, until=until, state=_APPROVED).first()


def last_approved(office_id: int, *, ended_before: date) -> SurveyReport | None:
    """The newest approved report of a period that had ended before that day."""
    found = SurveyReport.objects.filter(office_id=office_id, state=_APPROVED, until__lt=ended_before)
    return found.order_by("-until", "-since").first()


def draft(office_id: int, since: date, until: date, *, figures: dict[str, Any], at: datetime) -> SurveyReport:
    """Makes the draft of a period, or renews its figures. Two at once make one."""
    SurveyReport.objects.bulk_create(
        [SurveyReport(office_id=office_id, since=since, until=until, drafted_at=at)], ignore_conflicts=True
    )
    found = of_period(office_id, since, until, lock=True)
    assert found
    if found.state != _APPROVED:
        found.figures, found.drafted_at = figures, at
        found.save(update_fields=["figures", "drafted_at"])
    return found


def write(report: SurveyReport, analysis: str) -> None:
    report.analysis = analysis
    report.save(update_fields=["analysis"])


def approve(report: SurveyReport, *, figures: dict[str, Any], by: int, at: datetime) -> None:
    report.state, report.figures = _APPROVED, figures
    report.approved_by_id, report.approved_at = by, at
    report.save(update_fields=["state", "figures", "approved_by", "approved_at"])
