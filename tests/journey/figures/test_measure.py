"""The sums of days are what the control cards say, however often and in whatever order they are made."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.catalog.models import Service
from silastri.apps.measures import queries
from silastri.apps.measures.models import MeasuredDay, ServiceDay, StepDay
from silastri.apps.offices.models import Office
from silastri.domain.act import SYSTEM, Act
from silastri.domain.case.workflow import ONWARD
from silastri.jobs import worker
from silastri.journey.desk import pause, take, undo
from silastri.journey.figures import measure
from silastri.journey.office import calendar
from silastri.journey.steps import decide
from silastri.practice.runner import Runner
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

from .measured_apart import apart

LATER = MONDAY + timedelta(days=30)
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 9)


def office_act(town: Town, at: datetime = LATER) -> Act:
    return Act(replace(SYSTEM, office=town.office.pk), at, "job")


def sums() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    steps = StepDay.objects.order_by("on", "service", "step", "post", "person")
    days = ServiceDay.objects.order_by("on", "service")
    return (
        list(
            steps.values_list("on", "service", "step", "post", "person", *"runs late returned waiting working".split())
        ),
        list(days.values_list("on", "service", *"submitted done refused withdrawn unpromised kept minutes".split())),
    )


@pytest.fixture
def busy(town: Town) -> Town:
    """A case that is done, a refused, a returned and a withdrawn one, one undone and done again, and a late one with a
    holiday that was decreed late."""
    service = town.service()

    def at(days: int, citizen: int = 0) -> Runner:
        return Runner(service, town.citizens[citizen], MONDAY + timedelta(days=days, hours=5), 0)

    at(0).to(None)
    at(1, 1).refused()
    at(2, 2).returned()
    at(2, 1).withdrawn()
    case = at(3, 2).to("verifikasi")
    noon = MONDAY + timedelta(days=4)
    ahli = town.act("ahli_muda", noon)
    take.take(ahli, ref=case.ref, turn=case.turn)
    passed = decide.decide(ahli, ref=case.ref, turn=case.turn, outcome=ONWARD, note="Sesuai")
    back = undo.undo(town.act("ahli_muda", noon + timedelta(minutes=5)), ref=case.ref, turn=passed.turn)
    calendar.close(town.act("back_office", noon), day=date(2026, 11, 18), name="Cuti contoh", kind="local")
    back.refresh_from_db()
    late = town.act("ahli_muda", MONDAY + timedelta(days=17))
    decide.decide(late, ref=case.ref, turn=back.turn, outcome=ONWARD, note="Sesuai")
    runner = at(18, 2)
    runner.days_ago = 0
    rest = Case.objects.select_related("office", "applicant").get(pk=case.pk)
    while rest.step:
        rest = runner.onward(rest)
    return town


def agree(town: Town) -> None:
    """The sums say what was reckoned apart."""
    told = apart(Office.objects.get(pk=town.office.pk))
    steps = {
        (one.on, one.step, one.post, one.person_id): {
            name: getattr(one, name) for name in ("runs", "late", "returned", "waiting", "working")
        }
        for one in StepDay.objects.all()
    }
    assert steps == {
        key: {name: count[name] for name in ("runs", "late", "returned", "waiting", "working")}
        for key, count in told.steps.items()
    }
    for day in ServiceDay.objects.all():
        count = told.cases[day.on, day.service_id]
        found = (day.submitted, day.done, day.refused, day.withdrawn, day.kept)
        assert found == tuple(count[name] for name in ("submitted", "done", "refused", "withdrawn", "kept")), day
        assert day.minutes == sorted(told.minutes[day.on, day.service_id])
    assert ServiceDay.objects.count() == sum(bool(sum(one.values())) for one in told.cases.values())


def test_the_sums_are_those_of_the_cards(busy: Town) -> None:
    assert measure.remake(office_act(busy), FIRST, LAST) == 39
    agree(busy)
    month = queries.of_months(busy.office.pk, FIRST, LAST)[2026, 11]
    assert (month.submitted, month.done, month.refused, month.withdrawn) == (5, 2, 1, 1)
    assert (month.promised, month.kept) == (3, 2)  # one of them took more than two weeks
    assert queries.of_steps(busy.office.pk, FIRST, LAST, "post")["ahli_muda",].late == 2  # its step has ten minutes
    assert sum(one.returned for one in StepDay.objects.all()) == 1
    assert StepDay.objects.filter(post="pemohon").count() == 0
    assert LogEntry.objects.filter(what="remake_measures").count() == 1


def test_pauses_and_a_clock_that_starts_later_hold_no_minutes(tmp_path: Path, db: None) -> None:
    lab = a_town(examples.folder("15_jam", tmp_path, jalur="[]", formulir="[]"))
    case = a_case(lab, "uji", service="jam")
    act = lab.act("tim_teknis", MONDAY + timedelta(hours=6))
    stopped = pause.pause(act, ref=case.ref, turn=case.turn, reason="Alat rusak")
    later = lab.act("tim_teknis", MONDAY + timedelta(days=7))
    again = pause.resume(later, ref=case.ref, turn=stopped.turn)
    runner = Runner(lab.service("jam"), lab.citizens[0], MONDAY + timedelta(days=7, hours=3), 0)
    runner.minutes = 60
    case = Case.objects.select_related("office", "applicant").get(pk=again.pk)
    while case.step:
        case = runner.onward(case)
    measure.remake(office_act(lab), FIRST, LAST)
    (took,) = ServiceDay.objects.get(done=1).minutes
    assert took < 10 * 60  # a week passed
    paused = StepDay.objects.filter(on=act.at.date(), step="uji").get()
    assert (paused.runs, paused.waiting + paused.working > 0) == (0, True)  # had, and not done


def test_twice_is_once_and_days_add_up_to_their_month(busy: Town) -> None:
    measure.remake(office_act(busy), FIRST, LAST)
    once = sums()
    measure.remake(office_act(busy, LATER + timedelta(hours=1)), FIRST, LAST)
    for n in range(39)[::-1]:  # one by one, the last first
        measure.remake(office_act(busy), FIRST + timedelta(days=n), FIRST + timedelta(days=n))
    assert sums() == once
    whole = queries.of_services(busy.office.pk, FIRST, LAST)
    each = [queries.of_services(busy.office.pk, day, day) for day in (FIRST + timedelta(days=n) for n in range(39))]
    for service, summed in whole.items():
        days = [one[service] for one in each if service in one]
        for name in ("submitted", "done", "refused", "withdrawn", "kept", "promised"):
            assert getattr(summed, name) == sum(getattr(day, name) for day in days)
        assert sorted(summed.minutes) == sorted(minutes for day in days for minutes in day.minutes)


def test_a_day_is_the_office_s_day(town: Town) -> None:
    case = a_case(town, "pemeriksaan")
    midnight = MONDAY.replace(hour=0, minute=30) + timedelta(days=1)  # still Monday in UTC
    Case.objects.filter(pk=case.pk).update(submitted_at=midnight)
    measure.remake(office_act(town), FIRST, LAST)
    assert ServiceDay.objects.get(submitted=1).on == midnight.date()


def test_the_worker_keeps_up_and_fills_what_was_never_measured(busy: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "A_ROUND", 10)
    assert measure.keep_up in worker.OF_THE_DAY
    worker.do((measure.keep_up,), LATER)
    assert MeasuredDay.objects.count() == 12  # ten of the past, yesterday and today
    assert MeasuredDay.objects.order_by("on")[0].on == MONDAY.date()
    while measure.keep_up(office_act(busy)):
        pass
    agree(busy)
    old = MeasuredDay.objects.get(on=MONDAY.date()).at
    measure.keep_up(office_act(busy, LATER + timedelta(minutes=10)))
    assert MeasuredDay.objects.get(on=MONDAY.date()).at == old
    assert MeasuredDay.objects.filter(at=LATER + timedelta(minutes=10)).count() == 2


def test_a_day_measured_while_it_ran_is_measured_again(busy: Town) -> None:
    """The worker stood still from that afternoon to the day after the next."""
    while measure.keep_up(office_act(busy)):
        pass
    noon = MONDAY.replace(hour=14)
    MeasuredDay.objects.filter(on=MONDAY.date()).update(at=noon)
    assert measure.keep_up(office_act(busy)) == 1
    assert MeasuredDay.objects.get(on=MONDAY.date()).at == LATER
    agree(busy)


def test_a_day_costs_few_statements(busy: Town) -> None:
    measure.remake(office_act(busy), FIRST, FIRST)  # what is read once
    with CaptureQueriesContext(
        connection,
    ) as caught:
        measure.remake(office_act(busy), MONDAY.date(), MONDAY.date())
    assert len(caught) <= 22


def test_an_office_without_cases_is_left_alone(town: Town) -> None:
    assert measure.keep_up(office_act(town)) == 0
    assert not MeasuredDay.objects.exists()


def test_the_command_makes_days_anew(busy: Town) -> None:
    told = StringIO()
    call_command(
        "measures", "remake", "--office", "rokan-hilir", "--from", "2026-11-09", "--to", "2026-11-13", stdout=told
    )
    assert "hari dihitung ulang" in told.getvalue()
    for wrong in (
        ["--office", "tidak-ada", "--from", "2026-11-09", "--to", "2026-11-13"],
        ["--office", "rokan-hilir", "--from", "kemarin", "--to", "2026-11-13"],
        ["--office", "rokan-hilir", "--from", "2026-11-13", "--to", "2026-11-09"],
    ):
        with pytest.raises(CommandError):
            call_command("measures", "remake", *wrong)


def test_another_office_s_cases_are_not_among_them(busy: Town) -> None:
    other = Office.objects.create(
        slug="lain", name="Lain", code="LAN", published_at=MONDAY, definition=busy.office.definition,
        definition_hash=busy.office.definition_hash,
    )  # fmt: skip
    assert measure.keep_up(Act(replace(SYSTEM, office=other.pk), LATER, "job")) == 0
    assert Service.objects.filter(office=other).count() == StepRun.objects.filter(case__office=other).count() == 0
