"""A permit, its renewal, its child and what follows, through the pages and by the acts."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain.definition.definition import read_service
from silastri.jobs.publishing import publish
from silastri.practice import demo
from silastri.practice.runner import Runner
from silastri.practice.walk.branch import Branch, branches
from silastri.practice.walk.walker import Walk
from tests.builders import MONDAY, WIB
from tests.perikanan import ENDS, FIRST, KOLAM, PERIKANAN, TEBAR, TEXTS, a_letter, perikanan
from tests.stories.ways import walked


def ways(service: str) -> dict[str, Branch]:
    found = read_service(TEXTS[service]).definition
    assert found
    return {branch.name: branch for branch in branches(found, datetime.now(WIB).date())}


EVERY_WAY = [
    *walked(
        ((service, way, branch) for service in (KOLAM, TEBAR) for way, branch in ways(service).items()),
        straight_once=True,
    )
]


def test_the_ways_hold_renewal_and_duties() -> None:
    wanted = {("izin-kolam", "perpanjangan"), ("izin-kolam", "kewajiban"), ("izin-tebar", "kewajiban")}
    assert wanted <= {way.values for way in EVERY_WAY}


@pytest.mark.once  # renewals and duties are done by their acts on both: tests/journey/apply, tests/journey/letters
@pytest.mark.django_db
@pytest.mark.parametrize(("service", "way"), EVERY_WAY)
def test_walks_through_the_pages(service: str, way: str) -> None:
    branch = ways(service)[way]
    publish(PERIKANAN, at=MONDAY)
    for office in offices.offices():
        demo.staff(office, MONDAY)
    told = list(Walk("contoh-perikanan", service, branch, None).run())
    if branch.ends != "done":
        assert told[-1].state == branch.ends
        return
    assert (told[-1].state, told[-1].outcome) == ("done", "genuine")
    if way == "perpanjangan":
        old, new = Letter.objects.order_by("pk")
        assert (old.replaced_by, new.replaced_by) == (new, None)
    if way == "kewajiban":
        assert [one.outcome for one in told].count("Selesai") == {KOLAM: 2, TEBAR: 1}[service]


@pytest.mark.once  # as above; what the pages of the counter save: tests/web/counter, tests/web/test_counter.py
@pytest.mark.django_db
@pytest.mark.parametrize("way", ["perpanjangan", "kewajiban"])
def test_at_the_counter_for_who_has_no_telephone(way: str, tmp_path: Path) -> None:
    folder = tmp_path / "contoh-loket"
    shutil.copytree(PERIKANAN, folder)
    sop = folder / KOLAM / "sop.yaml"
    sop.write_text(sop.read_text().replace("      kegiatan: ajukan\n", "      kegiatan: ajukan\n      daring: tidak\n"))
    publish(folder, at=MONDAY)
    for office in offices.offices():
        demo.staff(office, MONDAY)
    told = list(Walk("contoh-loket", KOLAM, ways(KOLAM)[way], None).run())
    assert (told[-1].state, told[-1].outcome) == ("done", "genuine")
    assert Letter.objects.filter(replaced_by__isnull=False).count() == (way == "perpanjangan")


@pytest.mark.django_db
def test_by_the_acts(db: None) -> None:
    town = perikanan()
    old = a_letter(town)
    first = Runner(town.service(KOLAM), town.citizens[0], MONDAY + timedelta(hours=8), 0)
    assert [duty.state for duty in first.reported(old)] == ["done", "done"]
    later = Runner(town.service(KOLAM), town.citizens[0], FIRST + timedelta(hours=8), 0)
    new = Letter.objects.get(case=later.renewed(old))
    assert Letter.objects.get(pk=old.pk).replaced_by == new
    assert new.valid_until and new.valid_until > ENDS.date() - timedelta(days=61)
