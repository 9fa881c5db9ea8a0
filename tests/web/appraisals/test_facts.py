"""What is measured of an officer, from the control cards and the book of complaints; and what the demo shows."""

from datetime import timedelta

from silastri.apps.appraisals.models import Appraisal, PeerResult, Reward
from silastri.apps.cases.models import StepRun
from silastri.apps.complaints.models import Complaint
from silastri.journey.appraisals import facts
from silastri.practice import appraised
from tests.builders import MONDAY, Town, a_case

DAY = MONDAY.date()


def run(case_pk: int, turn: int, step: str, person: int, to: str, hours: int) -> None:
    at = MONDAY + timedelta(hours=hours)
    StepRun.objects.create(
        case_id=case_pk, turn=turn, step=step, post="x", person_id=person, by="X", via="web", arrived_at=at,
        taken_at=at, left_at=at, outcome="x", to_step=to, seal="",
    )  # fmt: skip


def test_sent_back_by_a_later_step_and_founded_complaints(town: Town) -> None:
    case, one, other = a_case(town, "pengajuan"), *town.citizens[1:3]
    run(case.pk, 101, "a", one.pk, "b", 1)
    run(case.pk, 102, "b", other.pk, "a", 2)  # back to him
    run(case.pk, 103, "a", one.pk, "b", 3)
    run(case.pk, 104, "b", other.pk, "c", 4)
    for serial, step, founded in ((1, "a", True), (2, "a", False), (3, "z", True), (4, "", True)):
        Complaint.objects.create(
            office=town.office, at_office=town.office, year=2026, serial=serial, code=f"K{serial}", channel="web",
            identity="anonymous", text="x", digest="x", received_at=MONDAY, case=case, step=step, founded=founded,
        )  # fmt: skip
    found = facts.of_officer(town.office, one.pk, DAY, DAY)
    assert (found.founded, facts.of_officer(town.office, other.pk, DAY, DAY).founded) == (1, 0)
    moments = facts._moments(town.office, DAY, DAY)
    assert facts.queries.sent_back_to(town.office.pk, one.pk, *moments) == 1
    assert facts.queries.sent_back_to(town.office.pk, other.pk, *moments) == 0
    before = DAY - timedelta(days=1)
    assert facts.of_officer(town.office, one.pk, before, before).founded == 0


def test_the_demo_has_one_of_each(town: Town) -> None:
    appraised.fill(town.office, MONDAY)
    assert sorted(Appraisal.objects.values_list("state", flat=True)) == ["closed", "given"]
    assert any(one.told for one in PeerResult.objects.all())
    assert Reward.objects.get().is_public
