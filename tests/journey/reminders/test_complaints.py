"""Officers are reminded of complaints before they are due, and superiors hear of late ones, each once."""

from datetime import timedelta

import pytest

from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.journey.complaints import weigh
from silastri.journey.reminders import complaints
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.complained import a_complaint


@pytest.fixture
def town(db: None) -> Town:
    return a_town(STANDARDS / "pekanbaru-dpmptsp")


def told(town: Town, template: str) -> set[int | None]:
    return set(Message.objects.filter(template=template).values_list("person", flat=True))


def worker(town: Town, days: float) -> Act:
    return Act(Actor(None, SYSTEM.name, town.office.pk), MONDAY + timedelta(days=days), "job")


def test_the_handlers_are_reminded_once_before_the_first_limit(town: Town) -> None:
    a_complaint(town)  # due on Thursday, 16.00
    assert complaints.watch(worker(town, 2)) == 0
    assert complaints.watch(worker(town, 3)) == 1
    assert complaints.watch(worker(town, 3.1)) == 0
    assert told(town, "complaint_due_soon") == {town.officer("front_office").pk}
    assert complaints.watch(worker(town, 5)) == 0, "on Saturday nobody is told anything"


def test_superiors_hear_of_it_one_above_the_other(town: Town) -> None:
    found = a_complaint(town)
    assert complaints.watch(worker(town, 4)) == 1
    assert told(town, "complaint_late") == {town.officer("kasi").pk}
    assert complaints.watch(worker(town, 4.1)) == 0
    assert complaints.watch(worker(town, 7)) == 1
    assert town.officer("kabid").pk in told(town, "complaint_late")
    assert complaints.watch(worker(town, 9)) == 1
    assert town.officer("kepala_dinas").pk in told(town, "complaint_late")
    assert complaints.watch(worker(town, 14)) == 0, "nobody is above"
    weigh.weigh(
        town.act("front_office", MONDAY + timedelta(days=9)), pk=found.pk, weight="light", limit="overseen", reason="x"
    )
    assert complaints.watch(worker(town, 15)) == 0
