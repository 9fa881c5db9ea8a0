"""A hall that is booked for a period: free or refused with its days, kept until the case ends without a letter."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from silastri.apps.bookings.models import Place
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.booking.reservation import NoPeriod, spoken
from silastri.journey.apply import draft, submit, withdraw
from silastri.journey.frame import booked_days, booking
from tests.builders import MONDAY, Town, a_town
from tests.journey.desk.test_appointment import at_once
from tests.kota_contoh import FOLDER, HALL, at, drafted, fresh, handed_in, kota_contoh, onward


@pytest.fixture
def town(db: None) -> Town:
    return kota_contoh()


def asks(first: int, last: int, room: str = "aula") -> dict[str, str]:
    return {"ruang": room, "mulai": f"2026-12-{first:02}", "selesai": f"2026-12-{last:02}"}


def days(case: Case) -> list[date]:
    zone = offices.working_time(case.office).zone
    kept = Place.objects.filter(case=case, kind="day", state="kept").order_by("starts_at")
    return [place.starts_at.astimezone(zone).date() for place in kept]


def test_a_clash_is_refused_with_the_taken_days_and_nobody_s_name(town: Town) -> None:
    first = handed_in(town, HALL, **asks(3, 5))
    assert days(first) == [date(2026, 12, n) for n in (3, 4, 5)]
    case = drafted(town, HALL, citizen=1, **asks(5, 7))
    with pytest.raises(booking.Booked) as refused:
        submit.submit(town.citizen_act(1), ref=case.ref)
    assert str(refused.value) == "Aula sudah dipesan pada 5 Desember 2026. Pilih tanggal lain."
    assert town.citizens[0].name not in str(refused.value)
    assert Case.objects.get(pk=case.pk).state == "draft"
    assert days(fresh(case)) == [], "all of the days or none"
    handed_in(town, HALL, citizen=1, **asks(5, 7, "lapangan"))
    handed_in(town, HALL, citizen=2, **asks(6, 6))


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (asks(5, 4), "lebih awal"),
        (asks(5, 6) | {"mulai": "2026-11-08"}, "sudah lewat"),
        (asks(5, 6) | {"selesai": "2028-01-01"}, "paling lama"),
    ],
)
def test_what_is_no_period_is_refused(town: Town, answers: dict[str, str], says: str) -> None:
    case = drafted(town, HALL, **answers)
    with pytest.raises(NoPeriod, match=says):
        submit.submit(town.citizen_act(0), ref=case.ref)
    assert not Place.objects.exists()


def test_a_refused_or_withdrawn_case_frees_its_days(town: Town) -> None:
    first = handed_in(town, HALL, **asks(3, 5))
    first = onward(town, first, MONDAY)
    onward(town, first, MONDAY, "tolak", "Dipakai kantor.")
    second = handed_in(town, HALL, citizen=1, **asks(3, 5))
    withdraw.withdraw(town.citizen_act(1), ref=second.ref)
    third = handed_in(town, HALL, citizen=2, **asks(3, 5))
    assert {place.case_id for place in Place.objects.filter(kind="day", state="kept")} == {third.pk}


def test_who_changes_his_days_gives_the_others_back(town: Town) -> None:
    case = handed_in(town, HALL, **asks(3, 5))
    case = onward(town, case, MONDAY)
    onward(town, case, MONDAY, "kembali:pengajuan", "Pilih hari lain.")
    act = town.citizen_act(0)
    draft.answer(act, ref=case.ref, raw=asks(5, 6))
    submit.submit(act, ref=case.ref)
    assert days(case) == [date(2026, 12, 5), date(2026, 12, 6)]
    handed_in(town, HALL, citizen=1, **asks(3, 4))


def test_at_approval_the_period_must_be_free_again(town: Town) -> None:
    case = onward(town, handed_in(town, HALL, **asks(3, 5)), MONDAY)
    Place.objects.filter(case=case).update(state="freed")  # as an operator might
    handed_in(town, HALL, citizen=1, **asks(4, 4))
    with pytest.raises(booking.Booked, match="4 Desember 2026"):
        onward(town, fresh(case), MONDAY)
    assert fresh(case).step == "persetujuan"


def test_a_late_approval_of_days_that_are_kept_goes_through(town: Town) -> None:
    case = onward(town, handed_in(town, HALL, **asks(3, 5)), MONDAY)
    assert onward(town, fresh(case), at(20, month=12)).step == "penomoran"


def test_of_several_alike_as_many_are_given_as_there_are(db: None, tmp_path: Path) -> None:
    folder = tmp_path / "kota-contoh"
    shutil.copytree(FOLDER, folder)
    standard = folder / HALL / "standar.yaml"
    standard.write_text(standard.read_text().replace("benda: isian.ruang}", "benda: isian.ruang, banyak: 2}"))
    town = a_town(folder)
    for n in range(2):
        handed_in(town, HALL, citizen=n, **asks(3 + n, 4 + n))
    handed_in(town, HALL, citizen=2, **asks(5, 6))
    with pytest.raises(booking.Booked, match="pada 4 sampai 5 Desember 2026"):
        handed_in(town, HALL, citizen=2, **asks(3, 6))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_book_one_day() -> None:
    town = kota_contoh()
    drafts = [drafted(town, HALL, citizen=n, **asks(3 + n, 6 - n % 2)) for n in range(3)]
    works = [lambda n=n, c=c: submit.submit(town.citizen_act(n), ref=c.ref) for n, c in enumerate(drafts)]
    answers = at_once(works)  # type: ignore[arg-type]
    assert sum(isinstance(answer, booking.Booked) for answer in answers) == 2, answers
    assert Case.objects.filter(state="running").count() == 1
    held = Place.objects.filter(kind="day", state="kept")
    assert held.values("case").distinct().count() == 1


def test_the_calendar_shows_what_is_taken_for_each_thing(town: Town) -> None:
    handed_in(town, HALL, **asks(3, 5))
    service = town.service(HALL)
    version = catalog.current(service, MONDAY.date())
    assert version
    clock = offices.working_time(service.office)
    months = booked_days.calendar(service, catalog.definition(version.pk), clock, date(2026, 12, 1))
    taken = {
        month.label: [d.day for week in month.weeks for c in week if c for d, full in [c] if full] for month in months
    }
    assert taken == {"Aula": [3, 4, 5], "Lapangan": []}
    assert all(len(week) == 7 for month in months for week in month.weeks)


def test_days_are_named_in_runs() -> None:
    found = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 5), date(2026, 12, 7), date(2026, 12, 8)]
    assert spoken(found) == "30 November 2026 sampai 1 Desember 2026; 5 Desember 2026; 7 sampai 8 Desember 2026"
