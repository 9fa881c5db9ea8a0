"""Each thing that real standards need to say has an example that runs: through the pages, by every way."""

from functools import cache
from pathlib import Path

import pytest

from silastri.apps.offices import queries as offices
from silastri.practice import demo
from silastri.practice.practised import publish
from silastri.practice.walk.branch import Branch, branches
from silastri.practice.walk.walker import Walk
from tests import examples
from tests.builders import MONDAY
from tests.stories.test_every_service import TODAY
from tests.stories.ways import walked


@cache
def ways(name: str) -> dict[str, Branch]:
    found = examples.reading(name).definition
    assert found, examples.reading(name).findings
    return {branch.name: branch for branch in branches(found, TODAY)}


# What they ask of the database the services ask too, which are walked on both.
pytestmark = pytest.mark.once
EVERY_WAY = [*walked((name, way, branch) for name in examples.NAMES for way, branch in ways(name).items())]


@pytest.mark.parametrize("name", examples.NAMES)
def test_passes_the_checker(name: str) -> None:
    assert examples.findings(name) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "way"), EVERY_WAY)
def test_is_walked_by_every_way(name: str, way: str, tmp_path: Path) -> None:
    branch = ways(name)[way]
    publish(examples.folder(name, tmp_path / "kantor"), at=MONDAY, as_kind=branch.service_kind)
    for office in offices.offices():
        demo.staff(office, MONDAY)
        demo.registry(office, MONDAY)
    last = list(Walk(examples.OFFICE, examples.slug(name), branch, tmp_path).run())[-1]
    assert last.state == branch.ends
