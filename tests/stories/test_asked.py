"""Services that ask others, walked through the pages by every way."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.jobs.publishing import publish
from silastri.practice import demo
from silastri.practice.runner import Runner
from silastri.practice.walk.branch import Branch, branches
from silastri.practice.walk.walker import Walk
from tests.builders import MONDAY, WIB
from tests.consulted import ASKS, consulting, definition, folder
from tests.stories.ways import walked

TODAY = datetime.now(WIB).date()  # the walk itself goes by the real clock


def ways(service: str) -> dict[str, Branch]:
    return {branch.name: branch for branch in branches(definition(service), TODAY)}


EVERY_WAY = [
    *walked(((service, way, branch) for service in ASKS for way, branch in ways(service).items()), straight_once=True)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("service", "way"), EVERY_WAY)
def test_walks_through_the_pages_by_every_way(service: str, way: str, tmp_path: Path) -> None:
    branch = ways(service)[way]
    publish(folder(tmp_path), at=MONDAY)
    for office in offices.offices():
        demo.staff(office, MONDAY)
    last = list(Walk("contoh", service, branch, tmp_path / "out").run())[-1]
    assert last.state == branch.ends
    if branch.ends == "done":
        assert last.outcome == "genuine"


def test_there_is_a_way_for_each_who_may_be_against_and_each_who_is_asked_only_sometimes() -> None:
    names = set(ways("keramaian"))
    assert {"tidak-setuju-kajian_bersama-desa", "tidak-setuju-kajian_bersama-hukum", "tolak-kajian_bersama"} <= names
    assert "skala-besar" in names, "then the camat is asked too"
    assert "puskesmas-air-layak-tidak" in ways("kesehatan"), "then there is a step more"


@pytest.mark.django_db
@pytest.mark.parametrize("service", ASKS)
def test_by_its_acts_it_comes_to_every_step_and_ends(service: str, tmp_path: Path) -> None:
    town = consulting(tmp_path)
    for step in (*(step.key for step in definition(service).sop.steps[1:]), None):
        runner = Runner(town.service(service), town.citizens[0], MONDAY + timedelta(hours=5), 0)
        case = runner.to(step)
        assert Case.objects.get(pk=case.pk).state == ("running" if case.step else "done")
