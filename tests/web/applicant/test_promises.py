"""Until when the office promises: a day, or an hour with its zone; and what is said when it is over."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.domain.words import wording
from silastri.domain.worktime import OfficeTime
from tests.builders import MONDAY, Town, a_case

Browser = Callable[[Person | None], Client]


def office_in(zone: str) -> OfficeTime:
    return OfficeTime(ZoneInfo(zone), {day: ((time(8), time(16)),) for day in range(5)}, {})


# A promise in days falls due as the office closes; one in minutes at its minute, which is told with the zone.
@pytest.mark.parametrize(
    ("zone", "hour", "said"),
    [
        ("Asia/Jakarta", time(16), "9 November 2026"),
        ("Asia/Jakarta", time(10, 15), "9 November 2026, 10.15 WIB"),
        ("Asia/Makassar", time(10, 15), "9 November 2026, 10.15 WITA"),
        ("Asia/Jayapura", time(10, 15), "9 November 2026, 10.15 WIT"),
        ("Asia/Jayapura", time(0, 5), "9 November 2026, 00.05 WIT"),  # still the eighth in Jakarta
    ],
)
def test_until_when_in_words(zone: str, hour: time, said: str) -> None:
    office = office_in(zone)
    due = datetime.combine(datetime(2026, 11, 9, tzinfo=UTC), hour, ZoneInfo(zone)).astimezone(UTC)
    assert wording.short_due(due, office) == said
    assert wording.due(due, office) == "Senin, " + said.replace(", ", " pukul ")


def promised(case: Case, due: datetime) -> Case:
    Case.objects.filter(pk=case.pk).update(promise_due_at=due)
    return Case.objects.select_related("office").get(pk=case.pk)


def test_every_page_names_the_hour_of_a_promise_in_minutes(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY)
    case = promised(a_case(town, "verifikasi"), MONDAY + timedelta(minutes=75))
    here = offices.working_time(case.office).local(MONDAY + timedelta(minutes=75))
    said = f"9 November 2026, {here:%H.%M} WIB"
    mine, officer = browser(town.citizens[0]), browser(town.officer("ahli_muda"))
    for client, path in (
        (mine, f"/permohonan/{case.ref}/"),
        (mine, f"/permohonan/{case.ref}/terkirim/"),
        (Client(), f"/lacak/{case.ref}/"),
        (officer, f"/petugas/permohonan/{case.ref}/"),
    ):
        assert said in client.get(path).content.decode(), path
    # A list of officers tells what is due first, which is the promise where the step has more time.
    Case.objects.filter(pk=case.pk).update(due_at=MONDAY + timedelta(days=1))
    assert f"hari ini {here:%H.%M}" in officer.get("/petugas/permohonan/").content.decode()
    near = f"paling lambat hari ini pukul {here:%H.%M} WIB"
    for client, path in ((mine, "/permohonan/"), (mine, f"/permohonan/{case.ref}/"), (Client(), f"/lacak/{case.ref}/")):
        assert near in client.get(path).content.decode(), path


def test_a_late_case_is_told_kindly_with_whom_to_ask(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = promised(a_case(town, "verifikasi"), MONDAY)
    mine = browser(town.citizens[0])
    pages = [(mine, f"/permohonan/{case.ref}/"), (Client(), f"/lacak/{case.ref}/")]
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY - timedelta(minutes=1))
    for client, path in [*pages, (mine, "/permohonan/")]:
        assert "Terlambat" not in client.get(path).content.decode(), path
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY + timedelta(days=2))
    assert "Terlambat dari janji" in mine.get("/permohonan/").content.decode()
    office = offices.definition(case.office)
    for client, path in pages:
        shown = client.get(path).content.decode()
        assert "Terlambat dari janji" in shown, path
        assert "Mohon maaf" in shown
        assert 'href="tel:+62' in shown and f"subject=Permohonan%20nomor%20{case.ref}" in shown
        assert office.short in shown and "Penata Perizinan Ahli Muda" in shown
        assert office.address.phone in shown or office.address.email in shown
        assert f"/kantor/{case.office.slug}/" in shown


@pytest.mark.parametrize("state", ["returned", "refused", "withdrawn", "waiting"])
def test_only_a_case_under_way_is_late(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    case = promised(a_case(town, "verifikasi"), MONDAY)
    Case.objects.filter(pk=case.pk).update(state=state)
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY + timedelta(days=2))
    assert "terlambat" not in Client().get(f"/lacak/{case.ref}/").content.decode().lower()
