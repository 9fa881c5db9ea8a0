"""Days are held from choosing to paying: for a while, for one person, and given back when the while is over."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from silastri.apps.bookings.models import Place
from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.apps.payments.models import Bill, Payment
from silastri.domain.act import SYSTEM, Act
from silastri.jobs import worker
from silastri.journey.apply import draft, submit
from silastri.journey.frame import booking
from silastri.journey.steps import pay
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.journey.desk.test_appointment import at_once
from tests.kota_contoh import HALL, drafted, kota_contoh

BUILDING = "pakai-gedung"
HOUR = timedelta(hours=1)


@pytest.fixture
def town(db: None) -> Town:
    return kota_contoh()


def asks(first: int, last: int, room: str = "aula") -> dict[str, str]:
    return {"ruang": room, "mulai": f"2026-12-{first:02}", "selesai": f"2026-12-{last:02}"}


def choosing(town: Town, citizen: int, at: datetime = MONDAY, **answers: str) -> tuple[Case, str]:
    """A draft with those days, and why they cannot be had."""
    case = drafted(town, HALL, citizen=citizen, **answers)
    return case, draft.choose_days(town.citizen_act(citizen, at), ref=case.ref)


def days(case: Case) -> list[date]:
    zone = offices.working_time(case.office).zone
    kept = Place.objects.filter(case=case, kind="day", state="kept").order_by("starts_at")
    return [place.starts_at.astimezone(zone).date() for place in kept]


def work(town: Town, at: datetime) -> int:
    return booking.free_ended(Act(replace(SYSTEM, office=town.office.pk), at, "job"))


def test_three_people_and_one_hall(town: Town) -> None:
    first, why = choosing(town, 0, **asks(3, 5))
    assert (why, days(first)) == ("", [date(2026, 12, n) for n in (3, 4, 5)])
    second, why = choosing(town, 1, **asks(5, 7))
    assert why == "Aula sudah dipesan pada 5 Desember 2026. Pilih tanggal lain."
    assert days(second) == [], "all of the days or none"
    with pytest.raises(booking.Booked):
        submit.submit(town.citizen_act(1), ref=second.ref)
    third, why = choosing(town, 2, **asks(6, 7))
    assert (why, days(third)) == ("", [date(2026, 12, n) for n in (6, 7)])


def test_a_hold_ends_and_the_worker_frees_it(town: Town) -> None:
    first, _ = choosing(town, 0, **asks(3, 5))
    second, _ = choosing(town, 1, **asks(5, 7))
    assert work(town, MONDAY + HOUR - timedelta(seconds=1)) == 0
    assert work(town, MONDAY + HOUR) == 3
    assert work(town, MONDAY + HOUR) == 0, "only once"
    assert booking.free_ended in worker.OF_THE_MINUTE
    assert draft.choose_days(town.citizen_act(1, MONDAY + HOUR), ref=second.ref) == ""
    with pytest.raises(booking.Booked, match="5 Desember 2026"):
        submit.submit(town.citizen_act(0, MONDAY + HOUR), ref=first.ref)


def test_who_comes_after_the_end_need_not_wait_for_the_worker(town: Town) -> None:
    first, _ = choosing(town, 0, **asks(3, 5))
    second, why = choosing(town, 1, MONDAY + HOUR, **asks(5, 7))
    assert why == ""
    assert (days(first), len(days(second))) == ([], 3)


def test_saving_again_does_not_put_the_end_off(town: Town) -> None:
    case, _ = choosing(town, 0, **asks(3, 5))
    draft.choose_days(town.citizen_act(0, MONDAY + timedelta(minutes=50)), ref=case.ref)
    assert set(Place.objects.values_list("until", flat=True)) == {MONDAY + HOUR}


def test_handing_in_keeps_the_days_without_end(town: Town) -> None:
    case, _ = choosing(town, 0, **asks(3, 5))
    submit.submit(town.citizen_act(0, MONDAY + timedelta(minutes=30)), ref=case.ref)
    assert work(town, MONDAY + timedelta(days=30)) == 0
    assert len(days(case)) == 3


def test_other_days_free_the_ones_before(town: Town) -> None:
    case, _ = choosing(town, 0, **asks(3, 5))
    act = town.citizen_act(0)
    draft.answer(act, ref=case.ref, raw=asks(5, 6))
    assert draft.choose_days(act, ref=case.ref) == ""
    assert days(case) == [date(2026, 12, 5), date(2026, 12, 6)]
    draft.answer(act, ref=case.ref, raw=asks(5, 6, "lapangan"))
    draft.choose_days(act, ref=case.ref)
    assert set(Place.objects.filter(state="kept").values_list("of", flat=True)) == {"lapangan"}


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (asks(5, 6) | {"mulai": "2026-11-08"}, "Tanggal mulai sudah lewat. Pilih tanggal yang akan datang."),
        (asks(6, 5), "Tanggal selesai lebih awal daripada tanggal mulai."),
        (asks(5, 6) | {"mulai": ""}, ""),  # not filled in yet
        (asks(5, 6) | {"ruang": ""}, ""),  # which thing is not said yet
    ],
)
def test_what_cannot_be_held_holds_nothing(town: Town, answers: dict[str, str], why: str) -> None:
    case, said = choosing(town, 0, **answers)
    assert said == why
    assert days(case) == []


def test_a_deleted_draft_gives_its_days_back(town: Town) -> None:
    case, _ = choosing(town, 0, **asks(3, 5))
    draft.discard(town.citizen_act(0), ref=case.ref)
    assert not Place.objects.exists()
    assert choosing(town, 1, **asks(3, 5))[1] == ""


@pytest.mark.django_db(transaction=True)
def test_of_three_who_choose_at_once_one_gets_the_days() -> None:
    town = kota_contoh()
    drafts = [drafted(town, HALL, citizen=n, **asks(3 + n, 6 - n % 2)) for n in range(3)]
    answers: list[Any] = at_once(
        [lambda n=n, c=c: draft.choose_days(town.citizen_act(n), ref=c.ref) for n, c in enumerate(drafts)]  # type: ignore[misc]
    )
    assert sorted(bool(why) for why in answers) == [False, True, True], answers
    assert Place.objects.filter(kind="day", state="kept").values("case").distinct().count() == 1


# The hall with a tariff: from handing in to paying


@pytest.fixture
def at_the_bill(db: None) -> tuple[Town, Case, Bill]:
    town = a_town(STANDARDS / "contoh")
    case = a_case(town, "pembayaran", service=BUILDING)
    return town, case, Bill.objects.get(case=case)


def after_due(case: Case, bill: Bill) -> datetime:
    return offices.working_time(case.office).begins(bill.due_on + timedelta(days=1))


def taken_by_another(town: Town, case: Case, at: datetime) -> None:
    """Somebody else has all days of that case."""
    raw = Case.objects.get(pk=case.pk).answers["raw"]
    other = draft.start(town.citizen_act(1, at), service=case.service, applicant=town.citizens[1])
    draft.answer(town.citizen_act(1, at), ref=other.ref, raw=raw)
    assert draft.choose_days(town.citizen_act(1, at), ref=other.ref) == ""


def test_the_bill_holds_the_days_until_its_last_day_is_over(at_the_bill: tuple[Town, Case, Bill]) -> None:
    town, case, bill = at_the_bill
    held = len(days(case))
    assert held
    assert set(Place.objects.filter(case=case).values_list("until", flat=True)) == {after_due(case, bill)}
    assert work(town, after_due(case, bill) - timedelta(seconds=1)) == 0
    assert work(town, after_due(case, bill)) == held


def counter_pays(town: Town, case: Case, at: datetime) -> Case:
    return pay.pay(town.act("bendahara", at), ref=case.ref, turn=case.turn, method="cash", reference="K-1")


def test_paying_keeps_the_days_for_good(at_the_bill: tuple[Town, Case, Bill]) -> None:
    town, case, _ = at_the_bill
    assert counter_pays(town, case, MONDAY + HOUR).step == "penomoran"
    assert set(Place.objects.filter(case=case, state="kept").values_list("until", flat=True)) == {None}


def test_who_pays_late_for_days_that_are_gone_is_refused_and_pays_nothing(
    at_the_bill: tuple[Town, Case, Bill],
) -> None:
    town, case, bill = at_the_bill
    soon = MONDAY + timedelta(days=1)
    Place.objects.filter(case=case).update(until=soon)
    taken_by_another(town, case, soon)
    with pytest.raises(booking.Booked):
        counter_pays(town, case, soon)
    with pytest.raises(booking.Booked):
        pay.open_way(town.citizen_act(0, soon), ref=case.ref)
    assert not Payment.objects.exists()
    assert Bill.objects.get(pk=bill.pk).state == "open"
    assert Bill.objects.get(pk=bill.pk).way == {}


def test_money_that_came_too_late_by_itself_is_kept_and_the_case_stays(at_the_bill: tuple[Town, Case, Bill]) -> None:
    town, case, bill = at_the_bill
    pay.open_way(town.citizen_act(0, MONDAY + HOUR), ref=case.ref)
    soon = MONDAY + timedelta(days=1)
    Place.objects.filter(case=case).update(until=soon)
    taken_by_another(town, case, soon)
    pay.simulate(town.citizen_act(0, soon), Bill.objects.get(pk=bill.pk))
    assert Payment.objects.get(bill=bill).amount == bill.amount
    assert Case.objects.get(pk=case.pk).step == "pembayaran"
