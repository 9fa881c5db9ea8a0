"""Hours that are offered, and periods of a quota, by the calendar alone."""

from datetime import date, datetime, time

import pytest

from silastri.domain.booking.quota import following, period
from silastri.domain.booking.slots import may_change, offered
from silastri.domain.definition.booking import Batch, Quota, Slots
from silastri.domain.worktime import OfficeTime
from silastri.jobs.folder import read
from silastri.practice.practised import with_quota
from tests.builders import WIB
from tests.kota_contoh import CARE, FOLDER, TRAINING

DAY = ((time(8), time(16)),)
OFFICE = OfficeTime(WIB, dict.fromkeys(range(5), DAY), {date(2026, 11, 11): "Libur Contoh"})
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=WIB)


def slots(**words: object) -> Slots:
    return Slots.model_validate({"hari": ["senin", "rabu"], "jam": ["10.00", "09.00"]} | words)


def days(rule: Slots, now: datetime = MONDAY) -> list[int]:
    return sorted({moment.day for moment in offered(rule, OFFICE, now)})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"sampai": "14 hari kalender"}, [16, 18, 23]),  # not today, not the holiday
        ({"sampai": "8 hari kalender"}, [16]),
        ({"dari": "5 hari kerja", "sampai": "14 hari kalender"}, [18, 23]),  # five working days: the 17th
        ({"hari": "kamis", "sampai": "14 hari kalender"}, [12, 19]),
        ({"dari": "30 menit", "sampai": "2 hari kalender"}, [9]),  # today still, after an hour from now
    ],
)
def test_days(words: dict[str, object], found: list[int]) -> None:
    assert days(slots(**words)) == found


def test_hours_stand_in_order_and_never_lie_behind() -> None:
    today = list(offered(slots(dari="1 menit", sampai="1 hari kalender"), OFFICE, MONDAY))
    assert [moment.hour for moment in today] == [10]


def test_an_office_that_changed_its_hours_offers_only_what_it_keeps() -> None:
    afternoons = OfficeTime(WIB, dict.fromkeys(range(5), ((time(9, 30), time(16)),)), {})
    assert {moment.hour for moment in offered(slots(), afternoons, MONDAY)} == {10}


@pytest.mark.parametrize(
    ("now", "may"),
    [
        (datetime(2026, 11, 15, 23, 59, tzinfo=WIB), True),
        (datetime(2026, 11, 16, 0, 0, tzinfo=WIB), False),
        (datetime(2026, 11, 17, 0, 0, tzinfo=WIB), False),
    ],
)
def test_changing_ends_with_the_day_before(now: datetime, may: bool) -> None:
    assert may_change(datetime(2026, 11, 16, 9, 0, tzinfo=WIB), OFFICE, now) is may


BATCHES = (
    Batch(since=date(2026, 7, 1), until=date(2026, 7, 31)),
    Batch(since=date(2027, 1, 4), until=date(2027, 1, 4)),
)


@pytest.mark.parametrize(
    ("per", "on", "since", "until", "then"),
    [
        ("hari", date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1)),
        ("bulan", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29), date(2028, 3, 1)),
        ("bulan", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)),
        ("tahun", date(2026, 5, 5), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        ("periode", date(2026, 7, 31), date(2026, 7, 1), date(2026, 7, 31), date(2027, 1, 4)),
        ("periode", date(2027, 1, 4), date(2027, 1, 4), date(2027, 1, 4), None),
        ("periode", date(2026, 6, 30), None, None, date(2026, 7, 1)),
        ("periode", date(2027, 1, 5), None, None, None),
    ],
)
def test_periods(per: str, on: date, since: date | None, until: date | None, then: date | None) -> None:
    quota = Quota.model_validate({"jumlah": 1, "per": per, "tanggal": BATCHES if per == "periode" else ()})
    here = period(quota, on)
    assert (here and here.since, here and here.until, following(quota, on)) == (since, until, then)


def test_a_quota_is_practised_as_if_open_today() -> None:
    (office,) = read(FOLDER)
    services = {service.slug: service for service in office.services}
    for on in (date(2026, 12, 24), date(2027, 3, 5), date(2031, 1, 1)):
        opened = with_quota(services[TRAINING], on=on, waits=False).definition
        assert opened and opened.standard.quota
        assert period(opened.standard.quota, on)
    single = with_quota(services[CARE], on=date(2026, 12, 24), waits=True).definition
    assert single and single.standard.quota
    assert single.standard.quota.count == 1
