"""The demo has a report of the survey that is approved, one that is a draft, and improvements in each state."""

from datetime import datetime

from django.test import Client

from silastri.apps.improvements.models import Improvement
from silastri.apps.surveys.models import SurveyReport
from silastri.practice.answered import answer_for_a_year
from silastri.practice.improved import improve
from tests.builders import MONDAY, Town


def of_the_demo(town: Town, at: datetime) -> dict[str, str]:
    answer_for_a_year(town.office, at)
    improve(town.office, at)
    return {f"{one.since} {one.until}": one.state for one in SurveyReport.objects.all()}


def test_the_half_year_is_approved_and_the_quarter_drafted(town: Town) -> None:
    found = of_the_demo(town, MONDAY)
    assert found == {"2026-01-01 2026-06-30": "approved", "2026-07-01 2026-09-30": "drafted"}
    made = list(Improvement.objects.order_by("pk").values_list("state", flat=True))
    assert made == ["done", "planned", "planned", "planned"]
    assert Improvement.objects.filter(state="planned", due_on__lt=MONDAY.date()).count() == 1
    page = Client().get(f"/kantor/{town.office.slug}/perbaikan/").content.decode()
    assert page.count("Berawal dari hasil survei") == 3


def test_just_after_the_half_year_too(town: Town) -> None:
    assert of_the_demo(town, MONDAY.replace(month=7, day=2)) == {"2026-01-01 2026-06-30": "approved"}


def test_an_office_without_answers_has_none(town: Town) -> None:
    improve(town.office, MONDAY)
    assert not SurveyReport.objects.exists() and not Improvement.objects.exists()
