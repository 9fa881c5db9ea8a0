"""The demo's reports say what its cases say: they are made after its past is there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from silastri.apps.cases.models import Case
from silastri.apps.office_reports.models import OfficeReport
from silastri.apps.offices.models import Office
from silastri.journey.surveys import published
from silastri.practice import answered, history, office_reports
from tests.builders import Town

pytestmark = pytest.mark.django_db


def test_a_report_counts_the_cases_of_its_month(town: Town) -> None:
    at, office = timezone.now(), Office.objects.get(pk=town.office.pk)
    past = history.past_of(office, at, town.citizens)
    first = at.date().replace(day=1)
    days = [first - timedelta(days=n) for n in range(1, 60)]
    history.write(past, [day for day in days if past.time.is_workday(day)], at)
    office_reports.fill(office, at)
    for one in OfficeReport.objects.all():
        begins, ends = past.time.begins(one.since), past.time.begins(one.until + timedelta(days=1))
        handed_in = Case.objects.filter(office=office, submitted_at__gte=begins, submitted_at__lt=ends).count()
        done = Case.objects.filter(office=office, state="done", ended_at__gte=begins, ended_at__lt=ends).count()
        assert (one.figures["all"]["submitted"], one.figures["all"]["done"]) == (handed_in, done)
        assert done
    assert OfficeReport.objects.count() == 2


def test_more_are_served_than_answer(town: Town) -> None:
    at, office = timezone.now(), Office.objects.get(pk=town.office.pk)
    history.fill(office, at)
    answered.answer_for_a_year(office, at)
    period, result = published.newest(office, at)
    assert period is not None and result is not None
    assert published.served(office, period, 1).cases > 0
