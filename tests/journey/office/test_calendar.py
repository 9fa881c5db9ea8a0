"""A collective leave that is decreed late: open promises move as if it had been known, and people are told."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from silastri.apps.audit.models import LogEntry
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.cases.operations import Verdict
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Holiday, Office
from silastri.journey.desk import take
from silastri.journey.office import calendar
from silastri.journey.steps import check
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

FRIDAY, SATURDAY = date(2026, 11, 13), date(2026, 11, 14)
NAME = "Cuti bersama contoh"


def closed(town: Town, day: date = FRIDAY, *, kind: str = "collective", at: datetime = MONDAY) -> int:
    return calendar.close(town.act("back_office", at), day=day, name=NAME, kind=kind)


def days(case: Case) -> tuple[str, str]:
    """The day of the promise, and of the step."""
    case.refresh_from_db()
    time = calendar.offices.working_time(Office.objects.get(pk=case.office_id))
    assert case.promise_due_at
    return str(time.day(case.promise_due_at)), str(time.day(case.due_at)) if case.due_at else ""


def told(case: Case) -> list[str]:
    return [message.body for message in Message.objects.filter(case=case, about__endswith="/libur")]


def test_a_late_decree_moves_promise_and_step_and_is_on_the_control_card(town: Town) -> None:
    case = a_case(town, "kajian")
    promise, step = days(case)
    was_due = case.due_at
    assert closed(town) == 1
    assert days(case) > (promise, step)
    new = a_case(town, "kajian", citizen=1)
    assert days(case) == days(new)
    run = StepRun.objects.filter(case=case).latest("turn")
    assert run.outcome == "libur"
    assert run.told.startswith("13 November 2026 libur: Cuti bersama contoh. Janji selesai sekarang: ")
    assert "batas langkah ini sekarang" in run.note
    assert run.by == f"{town.officer('back_office').name} (pengelola)"
    assert (run.step, run.to_step, run.due_at) == ("kajian", "kajian", was_due)
    assert queries.card_is_whole(case, queries.runs(case))
    (message,) = told(case)
    assert "Janji selesai sekarang" in message
    assert told(new) == []
    assert LogEntry.objects.filter(what="set_holiday", about=str(FRIDAY)).count() == 1


def test_the_case_stays_where_it_is_and_in_whose_hand_it_is(town: Town) -> None:
    case = a_case(town, "kajian")
    take.take(town.act("tim_teknis"), ref=case.ref, turn=case.turn)
    case.refresh_from_db()
    was = (case.state, case.step, case.post, case.arrived_at, case.taken_by, case.taken_at, case.hands)
    closed(town)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.step, case.post, case.arrived_at, case.taken_by, case.taken_at, case.hands) == was


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (SATURDAY, "collective"),  # closed before
        (date(2027, 2, 1), "local"),  # after everything is due
        (date(2026, 11, 6), "local"),  # before the case came
    ],
)
def test_a_day_that_moves_nothing_leaves_no_trace_in_cases(town: Town, day: date, kind: str) -> None:
    case = a_case(town, "kajian")
    turn, due = case.turn, days(case)
    assert closed(town, day, kind=kind) == 0
    assert days(case) == due
    assert (case.turn, told(case)) == (turn, [])


def test_a_decree_of_a_day_that_has_passed_still_counts(town: Town) -> None:
    case = a_case(town, "kajian")
    before = days(case)
    assert closed(town, at=MONDAY + timedelta(days=7)) == 1
    assert days(case)[0] > before[0]


def test_a_leave_that_is_taken_back_gives_the_day_back(town: Town) -> None:
    case = a_case(town, "kajian")
    before = days(case)
    closed(town)
    act = town.act("back_office", MONDAY)
    assert calendar.open_again(act, day=FRIDAY) == 1
    assert days(case) == before
    assert "bukan hari libur lagi" in told(case)[-1]
    assert not Holiday.objects.filter(day=FRIDAY).exists()


def test_a_passed_day_is_not_taken_back_from_anybody(town: Town) -> None:
    case = a_case(town, "kajian")
    closed(town)
    moved = days(case)
    assert calendar.open_again(town.act("back_office", MONDAY + timedelta(days=7)), day=FRIDAY) == 0
    assert days(case) == moved


def test_ended_cases_and_other_offices_are_left_alone(town: Town) -> None:
    done, other = a_case(town, None), a_town(Path("tests/standards/kota-contoh"))
    closed(town)
    done.refresh_from_db()
    assert not StepRun.objects.filter(case=done, outcome="libur").exists()
    assert not Holiday.objects.filter(office=other.office, day=FRIDAY).exists()


def test_what_is_seen_before_is_what_happens(town: Town) -> None:
    cases = [a_case(town, "kajian", citizen=n) for n in range(2)]
    office = Office.objects.get(pk=town.office.pk)
    change = calendar.closing(office, FRIDAY, NAME, "collective")
    seen = {one.dossier.case.pk: one.promise_due_at for one in calendar.moved(office, change, at=MONDAY)}
    assert not StepRun.objects.filter(outcome="libur").exists()
    closed(town)
    assert seen == {case.pk: Case.objects.get(pk=case.pk).promise_due_at for case in cases}


@pytest.mark.django_db
def test_a_limit_in_working_days_moves_and_one_in_calendar_days_does_not(tmp_path: Path) -> None:
    town = a_town(examples.folder("11_batas_waktu", tmp_path))
    case = a_case(town, "pertimbangan", service="batas-waktu")
    limit = case.limit_at
    assert limit
    manager = town.act("loket")
    assert calendar.close(manager, day=FRIDAY, name=NAME, kind="local") == 1
    case.refresh_from_db()
    assert case.limit_at
    assert case.limit_at > limit


@pytest.mark.django_db
def test_the_reminder_of_a_limit_moves_with_it(tmp_path: Path) -> None:
    text = examples.folder("11_batas_waktu", tmp_path)
    for file in text.rglob("*.yaml"):
        file.write_text(file.read_text().replace("14 hari kalender, akibat", "14 hari kerja, akibat"))
    town = a_town(text)
    case = a_case(town, "pemeriksaan", service="batas-waktu")
    act, wrong = town.act("loket", MONDAY + timedelta(hours=5)), [Verdict("ktp", False, "Kabur.")]
    check.check(act, ref=case.ref, turn=case.turn, verdicts=wrong, outcome="kembali:pengajuan")
    case.refresh_from_db()
    limit = case.limit_at
    (before,) = Message.objects.filter(case=case, about__endswith="/ingat")
    assert limit
    calendar.close(town.act("loket"), day=date(2026, 11, 18), name=NAME, kind="local")
    (after,) = Message.objects.filter(case=case, about__endswith="/ingat")
    moved = Case.objects.get(pk=case.pk)
    assert moved.limit_at
    assert moved.limit_at > limit
    assert after.values["until"] != before.values["until"]
    assert len(told(case)) == 1


def test_an_office_that_works_on_collective_leave_keeps_its_promises(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_case(town, "kajian")
    works = calendar.offices.definition(town.office).model_copy(update={"works_on_collective_leave": True})
    monkeypatch.setattr(calendar.offices, "definition", lambda _office: works)
    change = calendar.closing(Office.objects.get(pk=town.office.pk), FRIDAY, NAME, "collective")
    assert calendar.moved(town.office, change, at=MONDAY) == []
