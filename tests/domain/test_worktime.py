"""Working time: the vectors of docs, tables with a comment per row, and what must hold for every clock."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain import duration, worktime
from silastri.domain.duration import Unit
from silastri.domain.worktime import OfficeTime
from silastri.jobs.publishing import national_days
from tests.builders import WIB

HOURS = ((time(7, 30), time(12)), (time(13), time(16)))
FRIDAY = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
OPEN = {0: HOURS, 1: HOURS, 2: HOURS, 3: HOURS, 4: FRIDAY}
OFFICE = OfficeTime(WIB, OPEN, {day: name for day, name, _ in national_days(2024, 2027)})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-03-13", 7, "2026-03-31"),  # over Nyepi, Idul Fitri and their joint leave
        ("2026-03-13", 5, "2026-03-27"),
        ("2026-03-16", 2, "2026-03-25"),
        ("2026-12-18", 7, "2026-12-31"),  # over Christmas
        ("2026-12-22", 5, "2026-12-31"),
        ("2026-05-12", 7, "2026-05-25"),  # over Ascension and its joint leave
        ("2025-08-14", 2, "2025-08-19"),  # the joint leave of 18 August 2025 came mid-year
        ("2024-03-18", 7, "2024-03-27"),
    ],
)
def test_working_days(start: str, days: int, due: str) -> None:
    found = worktime.due(OFFICE, at(f"{start}T09:00"), duration.Duration(days, Unit.WORKDAY))
    assert found.at.date() == date.fromisoformat(due)
    assert found.at.timetz().replace(tzinfo=None) == OFFICE.closing(found.at.date()).time()


def test_skipped_days_are_named() -> None:
    found = worktime.due(OFFICE, at("2026-03-16T09:00"), duration.parse("2 hari kerja"))
    assert [(day.day, why) for day, why in found.skipped][:2] == [
        (18, "Cuti Bersama Hari Suci Nyepi"),
        (19, "Hari Suci Nyepi"),
    ]


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2026-11-09T09:00", "15 menit", "2026-11-09T09:15"),
        ("2026-11-09T11:50", "15 menit", "2026-11-09T13:05"),  # over the noon break
        ("2026-11-09T15:50", "15 menit", "2026-11-10T07:35"),  # over the night
        ("2026-11-13T16:25", "15 menit", "2026-11-16T07:40"),  # over the weekend
        ("2026-11-14T10:00", "15 menit", "2026-11-16T07:45"),  # comes on a Saturday
        ("2026-11-09T05:00", "1 jam", "2026-11-09T08:30"),  # comes before the office opens
        ("2026-11-09T09:00", "2 jam", "2026-11-09T11:00"),
        ("2026-11-09T17:00", "1 hari kerja", "2026-11-11T16:00"),  # after closing: counts from the next working day
        ("2026-11-14T10:00", "1 hari kerja", "2026-11-17T16:00"),  # on a Saturday: counts from Monday
        ("2026-11-09T09:00", "3 hari kalender", "2026-11-12T16:00"),
        ("2026-11-09T09:00", "1 minggu", "2026-11-16T16:00"),
        ("2026-05-31T09:00", "6 bulan", "2026-11-30T16:00"),  # the month has no 31st
        ("2024-02-29T09:00", "1 tahun", "2025-02-28T16:30"),  # nor the year a 29 February; a Friday closes later
    ],
)
def test_other_lengths(start: str, length: str, due: str) -> None:
    assert worktime.due(OFFICE, at(start), duration.parse(length)).at == at(due)


def test_an_office_that_is_never_open() -> None:
    with pytest.raises(worktime.NeverOpen):
        worktime.due(OfficeTime(WIB, {}, {}), at("2026-11-09T09:00"), duration.parse("1 hari kerja"))


moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 10, 1)).map(lambda moment: moment.replace(tzinfo=WIB))
units = st.sampled_from([Unit.MINUTE, Unit.WORKDAY, Unit.DAY])


@given(start=moments, days=st.integers(1, 60))
def test_a_promise_in_days_falls_due_on_a_day_of_work(start: datetime, days: int) -> None:
    assert OFFICE.is_workday(worktime.due(OFFICE, start, duration.Duration(days, Unit.WORKDAY)).at.date())


@given(start=moments, minutes=st.integers(1, 3000))
def test_a_promise_in_minutes_falls_due_while_the_office_is_open(start: datetime, minutes: int) -> None:
    due = worktime.due(OFFICE, start, duration.Duration(minutes, Unit.MINUTE)).at
    spans = OFFICE.hours[due.weekday()]
    assert OFFICE.is_workday(due.date())
    assert any(opens <= due.timetz().replace(tzinfo=None) <= closes for opens, closes in spans)
    assert worktime.minutes_between(OFFICE, start, due) == minutes


@given(start=moments, later=st.integers(0, 10_000), amount=st.integers(1, 40), unit=units)
def test_what_begins_later_is_not_due_earlier(start: datetime, later: int, amount: int, unit: Unit) -> None:
    length = duration.Duration(amount, unit)
    moved = start + timedelta(minutes=later)
    assert worktime.due(OFFICE, start, length).at <= worktime.due(OFFICE, moved, length).at


@given(start=moments, first=st.integers(1, 20), second=st.integers(1, 20))
def test_days_add_up(start: datetime, first: int, second: int) -> None:
    day = OFFICE.count_from(start)
    step = worktime.add_workdays(OFFICE, worktime.add_workdays(OFFICE, day, first), second)
    assert step == worktime.add_workdays(OFFICE, day, first + second)


@given(start=moments, runs=st.integers(0, 20_000), amount=st.integers(1, 40), unit=units)
def test_a_pause_of_no_length_changes_nothing(start: datetime, runs: int, amount: int, unit: Unit) -> None:
    due = worktime.due(OFFICE, start, duration.Duration(amount, unit)).at
    stop = start + timedelta(minutes=runs)
    left = worktime.left(OFFICE, stop, due, unit)
    again = worktime.due_with_left(OFFICE, stop, left, unit)
    if unit is Unit.MINUTE:
        assert worktime.minutes_between(OFFICE, again, due) in (0, -1, 1)  # seconds of the stop are cut off
    else:
        assert again.date() == due.date()


@given(start=moments, runs=st.integers(0, 5_000), pause=st.integers(0, 20_000), days=st.integers(1, 20))
def test_a_pause_moves_the_promise_by_the_working_days_it_lasted(
    start: datetime, runs: int, pause: int, days: int
) -> None:
    due = worktime.due(OFFICE, start, duration.Duration(days, Unit.WORKDAY)).at
    stop = start + timedelta(minutes=runs)
    resume = stop + timedelta(minutes=pause)
    again = worktime.due_with_left(OFFICE, resume, worktime.left(OFFICE, stop, due, Unit.WORKDAY), Unit.WORKDAY)
    lasted = worktime.workdays_between(OFFICE, OFFICE.count_from(stop), OFFICE.count_from(resume))
    assert worktime.workdays_between(OFFICE, due.date(), again.date()) == lasted


def test_round_the_clock_passes_over_no_night() -> None:
    friday = datetime(2026, 11, 13, 22, 30, tzinfo=OFFICE.zone)
    assert worktime.due(OFFICE, friday, duration.parse("1 x 24 jam")).at == friday + timedelta(days=1)
    assert worktime.due(OFFICE, friday, duration.parse("90 menit kalender")).at == friday + timedelta(minutes=90)


@given(start=moments, runs=st.integers(0, 20_000), amount=st.integers(1, 400))
def test_what_is_left_by_the_clock_goes_on(start: datetime, runs: int, amount: int) -> None:
    due = worktime.due(OFFICE, start, duration.Duration(amount, Unit.CLOCK_HOUR)).at
    stop = start + timedelta(minutes=runs)
    left = worktime.left(OFFICE, stop, due, Unit.CLOCK_HOUR)
    assert worktime.due_with_left(OFFICE, stop, left, Unit.CLOCK_HOUR) == due


@pytest.mark.parametrize(
    ("start", "length", "day", "closes", "due"),
    [
        ("2026-11-09T09:00", "7 hari kerja", "2026-11-13", True, "2026-11-19T16:00"),  # in between
        ("2026-11-09T09:00", "7 hari kerja", "2026-11-18", True, "2026-11-19T16:00"),  # its last day
        ("2026-11-09T09:00", "7 hari kerja", "2026-11-10", True, "2026-11-19T16:00"),  # its first day
        ("2026-11-09T09:00", "7 hari kerja", "2026-11-09", True, "2026-11-19T16:00"),  # the day on which it came
        ("2026-11-09T09:00", "7 hari kerja", "2026-11-19", True, "2026-11-18T16:00"),  # after it was due
        ("2026-11-09T09:00", "7 hari kerja", "2026-11-06", True, "2026-11-18T16:00"),  # before it came
        ("2026-11-09T09:00", "7 hari kerja", "2026-11-14", True, "2026-11-18T16:00"),  # a Saturday
        ("2026-11-09T09:00", "14 hari kalender", "2026-11-13", True, "2026-11-23T16:00"),  # calendar days go on
        ("2026-11-09T15:00", "2 jam", "2026-11-10", True, "2026-11-11T08:30"),  # an hour of it was the day before
        ("2026-11-09T15:30", "1 x 24 jam", "2026-11-10", True, "2026-11-10T15:30"),  # by the clock
        ("2026-12-18T09:00", "7 hari kerja", "2026-12-24", False, "2026-12-30T16:00"),  # a leave that is taken back
    ],
)
def test_a_day_that_closes_or_opens_is_counted_as_if_it_had_been_known(
    start: str, length: str, day: str, closes: bool, due: str
) -> None:
    begins, wanted, changed = at(start), duration.parse(length), date.fromisoformat(day)
    after = OFFICE.with_day(changed, "Cuti bersama" if closes else None)
    was = worktime.due(OFFICE, begins, wanted).at
    again = worktime.recounted(OFFICE, after, day=changed, since=begins, due_at=was, unit=wanted.unit)
    assert again == at(due)


@given(start=moments, later=st.integers(-5, 80), amount=st.integers(1, 40), unit=units)
def test_a_late_decree_gives_what_an_early_one_would_have(start: datetime, later: int, amount: int, unit: Unit) -> None:
    day, length = start.date() + timedelta(days=later), duration.Duration(amount, unit)
    after = OFFICE.with_day(day, "Cuti bersama")
    was, known = (worktime.due(office, start, length).at for office in (OFFICE, after))
    again = worktime.recounted(OFFICE, after, day=day, since=start, due_at=was, unit=unit)
    assert abs(again - known) < timedelta(minutes=1)  # seconds are cut off where minutes are counted again
