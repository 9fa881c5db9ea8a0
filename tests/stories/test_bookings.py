"""Services with appointments, quotas, a waiting list and a hall to be booked run to their end by every way."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from silastri.apps.bookings.models import Place
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.apps.offices import queries as offices
from silastri.domain.definition.definition import Definition, read_service
from silastri.practice import demo
from silastri.practice.practised import publish
from silastri.practice.runner import Runner
from silastri.practice.walk.branch import Branch, branches
from silastri.practice.walk.walker import Walk
from tests.builders import MONDAY, today
from tests.kota_contoh import CARE, COPIES, FOLDER, HALL, TRAINING, kota_contoh
from tests.stories.ways import walked

SERVICES = (TRAINING, CARE, HALL, COPIES)
TODAY = today()  # For the names of the tests; the walk itself goes by the real clock.


@cache
def definition(service: str) -> Definition:
    found = read_service({file.name: file.read_text() for file in (FOLDER / service).iterdir()}).definition
    assert found
    return found


@cache
def ways(service: str, on: date = TODAY) -> dict[str, Branch]:
    return {branch.name: branch for branch in branches(definition(service), on)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("service", "way"),
    [
        *walked(
            ((service, way, branch) for service in SERVICES for way, branch in ways(service).items()),
            straight_once=True,
        )
    ],
)
def test_walks_through_the_pages_by_every_way(service: str, way: str, tmp_path: Path) -> None:
    on = today()  # a midnight may have passed since TODAY
    branch = ways(service, on)[way]
    publish(
        FOLDER / service, at=MONDAY, as_kind=branch.service_kind, electronic=branch.electronic, quota_on=on,
        waits=branch.waits,
    )  # fmt: skip
    for office in offices.offices():
        demo.staff(office, MONDAY)
    told = list(Walk("kota-contoh", service, branch, tmp_path).run())
    assert told[-1].state == branch.ends
    if branch.waits:
        assert "diterima dari daftar tunggu" in [one.outcome for one in told]
    case = Case.objects.get(ref=Case.objects.order_by("-pk").values_list("ref", flat=True)[0])
    chose = {step.key for step in definition(service).sop.steps if step.slots}
    passed = set(case.runs.values_list("step", flat=True))
    assert set(case.places.filter(kind="slot").values_list("of", flat=True)) == chose & passed
    if branch.ends != "done":
        assert not Place.objects.filter(case=case, state="kept").exists()


def test_the_ways_hold_what_this_is_about() -> None:
    assert "daftar-tunggu" in ways(CARE)
    assert {"tolak-wawancara", "perbaikan"} <= set(ways(TRAINING))


@pytest.mark.django_db
@pytest.mark.parametrize("service", SERVICES)
def test_by_its_acts_it_ends_with_its_letters_in_force(service: str) -> None:
    town = kota_contoh()
    runner = Runner(town.service(service), town.citizens[0], MONDAY + timedelta(hours=5), 0)
    case = runner.to(None)
    assert case.state == "done"
    assert all(letter.is_in_force for letter in letters.products(case))


@pytest.mark.django_db
def test_the_demo_fills_an_office_whose_places_are_few(tmp_path: Path) -> None:
    town = kota_contoh()
    for n, service in enumerate(SERVICES):
        found = list(demo.cases(town.service(service), MONDAY + timedelta(hours=5), start=n))
        assert any(found), service
    assert Case.objects.filter(state="waiting").exists()
