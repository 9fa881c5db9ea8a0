"""Each page tells the time of the office that it is about, whoever was served before: one in WIT beside one in WIB."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting
from silastri.domain.words.messages.case import Arrived
from silastri.web.components.templatetags.show import hari, saat
from tests.builders import JOMPO, STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
# Midnight has passed in the east, and not yet in the west: 10 November 00.30 WIT, 9 November 22.30 WIB.
LATE = datetime(2026, 11, 9, 15, 30, tzinfo=UTC)
EARLY = datetime(2026, 11, 9, 17, 30, tzinfo=UTC)  # 10 November 00.30 WIB; UTC still has the 9th


@pytest.fixture
def west(town: Town) -> Town:
    return town


@pytest.fixture
def east(west: Town, tmp_path: Path) -> Town:
    """The same office once more, under another code, in Jayapura."""
    folder = tmp_path / "jayapura"
    shutil.copytree(STANDARDS / "rokan-hilir", folder)
    definition = folder / "kantor.yaml"
    definition.write_text(definition.read_text().replace("kode: RHL", "kode: JYP\nzona_waktu: Asia/Jayapura"))
    return a_town(folder)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda now: monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: now)


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def moved(case: Case) -> Case:
    """Everything in the case happened at that moment of the night."""
    Case.objects.filter(pk=case.pk).update(submitted_at=LATE, created_at=LATE, arrived_at=LATE, promise_due_at=LATE)
    return case


def test_every_page_of_a_case_tells_the_time_of_its_office(west: Town, east: Town, browser: Browser) -> None:
    one, other = moved(a_case(west)), moved(a_case(east))
    # In this order in one thread: what is left of the one before would be seen.
    for _ in range(2):
        for town, case, day, hour in ((east, other, "10", "00.30 WIT"), (west, one, "9", "22.30 WIB")):
            public = page(Client(), f"/lacak/{case.ref}/")
            assert f"Diajukan</dt><dd>{day} November 2026" in public
            assert f'sejak <time datetime="2026-11-09T15:30:00+00:00">{day} Nov 2026, {hour}' in public
            own = page(browser(town.citizens[0]), f"/permohonan/{case.ref}/")
            assert f"Diajukan</dt><dd>{day} November 2026" in own
            assert f"{day} Nov 2026, {hour}" in own
            desk = page(browser(town.officer("back_office")), "/petugas/permohonan/")
            assert f"{day} Nov 2026, {hour[:5]}" in desk
        assert "Diajukan" not in page(Client(), "/layanan/"), "a page of no office"


def test_my_applications_tell_the_day_of_each_office(west: Town, east: Town, browser: Browser) -> None:
    for town in (west, east):
        moved(a_case(town))
    assert west.citizens[0] == east.citizens[0]
    shown = page(browser(west.citizens[0]), "/permohonan/")
    assert re.findall(r"diajukan (\d+) November", shown) in (["9", "10"], ["10", "9"])


def test_the_page_of_a_letter_names_the_zone_of_its_office(west: Town, east: Town) -> None:
    for town, said in ((east, "10 Nov 2026, 00.30 WIT"), (west, "9 Nov 2026, 22.30 WIB"), (east, "00.30 WIT")):
        letter = Letter.objects.filter(office=town.office, state="signed").first() or signed(town)
        Letter.objects.filter(pk=letter.pk).update(signed_at=LATE)
        assert said in page(Client(), f"/S/{letter.code}")


def signed(town: Town) -> Letter:
    return Letter.objects.get(case=a_case(town, None))


def test_a_standard_begins_at_the_midnight_of_its_office(
    west: Town, east: Town, clock: Callable[[datetime], None]
) -> None:
    """On the day before, each still shows what holds then."""
    from silastri.apps.catalog.models import Version

    tenth = datetime(2026, 11, 10).date()
    for town in (west, east):
        Version.objects.filter(service=town.service(JOMPO)).update(effective_on=tenth)
    clock(LATE)
    assert "akan berlaku mulai" in page(Client(), f"/layanan/{west.office.slug}/{JOMPO}/")
    assert "akan berlaku mulai" not in page(Client(), f"/layanan/{east.office.slug}/{JOMPO}/")
    clock(EARLY)
    assert "akan berlaku mulai" not in page(Client(), f"/layanan/{west.office.slug}/{JOMPO}/")


def test_a_post_begins_and_ends_with_the_day_of_its_office(
    west: Town, east: Town, browser: Browser, clock: Callable[[datetime], None]
) -> None:
    """Somebody with a post here until the 9th and a post there from the 10th on."""
    person = west.officer("back_office")
    Posting.objects.filter(person=person).update(until=datetime(2026, 11, 9).date())
    Posting.objects.create(office=east.office, person=person, post="back_office", since=datetime(2026, 11, 10).date())
    here, there = west.office.pk, east.office.pk
    for at, expected in (
        (LATE - timedelta(hours=1), [here]),
        (LATE, [here, there]),
        (EARLY, [there]),
    ):
        assert sorted(desk.office.pk for desk in offices.desks(person.pk, at)) == sorted(expected), at
    clock(LATE - timedelta(hours=1))
    assert west.office.name in page(browser(person), "/petugas/")


def test_no_zone_outlives_its_request(east: Town, browser: Browser) -> None:
    before = timezone.get_current_timezone_name()
    client = browser(east.officer("back_office"))
    assert client.get("/petugas/").status_code == 200
    assert timezone.get_current_timezone_name() == before
    client.get("/petugas/permohonan/TIDAK-ADA/")  # refused: what is raised takes the zone away too
    assert timezone.get_current_timezone_name() == before


def test_what_a_thread_had_before_means_nothing(west: Town, east: Town) -> None:
    case = moved(a_case(west))
    with timezone.override("Asia/Jayapura"):
        assert "22.30 WIB" in page(Client(), f"/lacak/{case.ref}/")


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("Asia/Jakarta", "9 November 2026", "9 Nov 2026, 22.30 WIB"),
        ("Asia/Makassar", "9 November 2026", "9 Nov 2026, 23.30 WITA"),
        ("Asia/Jayapura", "10 November 2026", "10 Nov 2026, 00.30 WIT"),
    ],
)
def test_a_moment_by_the_clock_of_an_office(west: Town, zone: str, day: str, hour: str) -> None:
    office = Office.objects.get(pk=west.office.pk)
    office.definition = office.definition.replace("kode: RHL", f"kode: RHL\nzona_waktu: {zone}")
    office.definition_hash = zone
    office.save()
    assert (hari(LATE, office), saat(LATE, office)) == (day, hour)
    with timezone.override(zone):
        assert saat(LATE) == hour.rsplit(" ", 1)[0], "at a desk there is but one zone"


def test_a_message_says_by_which_clock_its_hour_is(west: Town, east: Town) -> None:
    """A message is read on a telephone that may stand in another zone than the office."""
    for town, zone in ((west, "WIB"), (east, "WIT")):
        case = a_case(town, "verifikasi")
        message = Message.objects.filter(case=case, template=Arrived.key).latest("pk")
        assert re.search(rf"pukul \d\d\.\d\d {zone}\b", message.body), message.body
