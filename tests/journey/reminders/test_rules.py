"""Each rule by which officers are told in time, carried out by the worker, with the clock put forward."""

import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Outgoing
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.choices.models import Choice
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Holiday, Office, Posting
from silastri.apps.offices.operations import changed
from silastri.apps.remarks import operations as remarks
from silastri.apps.reminders.models import Told
from silastri.domain.act import SYSTEM, Act
from silastri.jobs import worker
from silastri.journey.reminders.rules import RULES
from tests.builders import MONDAY, WIB, Town, a_case

Worker = Callable[[datetime], list[str]]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """One round of the worker at a moment: what went out in it, the first line of each."""
    sent: list[str] = []
    real = worker.send_messages

    def send(self: OnScreen, message: Outgoing) -> str:
        sent.append(message.body)
        return f"id-{len(sent)}"

    monkeypatch.setattr(OnScreen, "send", send)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "OF_THE_MINUTE", ())
    monkeypatch.setattr(worker, "seal_the_day", lambda _: None)

    def go(moment: datetime) -> list[str]:
        stop = threading.Event()
        sent.clear()

        def until_nothing_waits(at: datetime) -> bool:
            while real(at):
                pass
            stop.set()
            return False

        monkeypatch.setattr("silastri.jobs.worker.timezone.now", lambda: moment)
        monkeypatch.setattr(worker, "send_messages", until_nothing_waits)
        worker.run(stop)
        return list(sent)

    yield go


@pytest.fixture
def case(town: Town) -> Case:
    """At the check of the back office, since Monday at 9, due on the Friday of the week after."""
    found = a_case(town, "pemeriksaan")
    Message.objects.all().delete()
    return put(found, "2026-11-09T09:00", "2026-11-20T16:00")


def put(case: Case, arrived: str, due: str) -> Case:
    Case.objects.filter(pk=case.pk).update(arrived_at=at(arrived), due_at=at(due), taken_by=None)
    case.refresh_from_db()
    return case


def told(template: str = "") -> list[str]:
    found = Message.objects.order_by("pk")
    return [one.person.name for one in (found.filter(template=template) if template else found) if one.person]


def names(town: Town, *posts: str) -> list[str]:
    return [town.officer(post).name for post in posts]


def chose(town: Town, post: str, style: str, **more: object) -> None:
    Choice.objects.create(person=town.officer(post), style=style, **more)


def test_who_holds_the_post_is_reminded_once_before_the_step_is_due(town: Town, case: Case, works: Worker) -> None:
    assert works(at("2026-11-18T15:00")) == []
    assert works(at("2026-11-19T00:30")) == [], "nobody works at night"
    (body,) = works(at("2026-11-19T07:40"))
    assert body.startswith("Pengingat untuk Petugas Back Office: ")
    assert case.ref in body
    assert "20 November 2026 pukul 16.00 WIB" in body
    for moment in ("2026-11-19T07:50", "2026-11-19T15:00", "2026-11-20T08:00"):
        assert works(at(moment)) == []
    assert told() == names(town, "back_office")


def test_who_has_the_file_in_hand_is_reminded_alone(town: Town, case: Case, works: Worker) -> None:
    Case.objects.update(taken_by=town.officer("loket"))
    works(at("2026-11-19T07:40"))
    assert told("due_soon") == names(town, "loket")


def test_over_christmas_and_new_year_the_working_day_before_counts(town: Town, case: Case, works: Worker) -> None:
    Holiday.objects.create(office=town.office, day=date(2026, 12, 30), name="Libur daerah", kind="local")
    changed(town.office)
    put(case, "2026-12-14T09:00", "2027-01-04T16:00")
    for day in (25, 26, 27, 30):
        assert works(at(f"2026-12-{day}T09:00")) == []
    assert len(works(at("2026-12-31T09:00"))) == 1
    assert works(at("2027-01-01T00:30")) == works(at("2027-01-04T09:00")) == []


def test_a_worker_that_was_off_reminds_and_tells_once(town: Town, case: Case, works: Worker) -> None:
    assert len(works(at("2026-11-20T13:00"))) == 1, "a day late, and in time"
    assert works(at("2026-11-20T13:10")) == []
    assert [body.split(":")[0] for body in works(at("2026-11-26T09:00"))] == ["Berkas ini perlu bantuan Anda"]
    assert works(at("2026-11-26T09:10")) == []
    assert told("late_below") == names(town, "ahli_muda"), "only the nearest, however long it was off"


def test_superiors_are_told_tier_by_tier_up_to_the_head(town: Town, case: Case, works: Worker) -> None:
    Told.objects.create(case=case, turn=case.turn, tier=0, post="back_office", at=MONDAY)
    assert works(at("2026-11-20T16:40")) == [], "closed: it waits for Monday"
    assert works(at("2026-11-21T09:00")) == [], "Saturday"
    (body,) = works(at("2026-11-23T07:40"))
    assert "Menunggu di: Petugas Back Office" in body
    assert "sejak Jumat, 20 November 2026 pukul 16.00 WIB" in body
    assert body.endswith(f"/petugas/permohonan/{case.ref}/")
    assert works(at("2026-11-24T15:59")) == [], "the superior has a working day"
    for moment in ("2026-11-25T08:00", "2026-11-27T08:00", "2026-12-01T08:00", "2026-12-03T08:00", "2026-12-11T08:00"):
        works(at(moment))
    assert told("late_below") == names(town, "ahli_muda", "ahli_madya", "kepala_dinas")
    assert LogEntry.objects.filter(what="escalate", about=case.ref).count() == 3
    Case.objects.update(turn=case.turn + 1)
    works(at("2026-12-14T08:00"))
    assert told("late_below")[3:] == names(town, "ahli_muda"), "at a later turn it begins again"


def test_whoever_stands_in_is_told_in_the_holders_place(town: Town, case: Case, works: Worker) -> None:
    stand_in(town, "ahli_muda", "tim_teknis")
    works(at("2026-11-23T08:00"))
    assert told("late_below") == names(town, "tim_teknis")


def test_nobody_is_told_of_himself_but_the_one_above(town: Town, case: Case, works: Worker) -> None:
    stand_in(town, "ahli_muda", "back_office")
    works(at("2026-11-23T08:00"))
    assert told("late_below") == names(town, "ahli_madya")


def test_nobody_hears_of_his_own_application_and_nobody_twice(town: Town, case: Case, works: Worker) -> None:
    stand_in(town, "ahli_madya", "ahli_muda")
    Case.objects.update(applicant=town.officer("kepala_dinas"))
    for day in (23, 25, 27, 30):
        works(at(f"2026-11-{day}T08:00"))
    assert told("late_below") == names(town, "ahli_muda")
    assert Told.objects.get(person=None).post == "", "nobody else is above"


def stand_in(town: Town, post: str, by: str) -> None:
    Posting.objects.create(
        office=town.office, person=town.officer(by), post=post, kind="plt", since=date(2026, 11, 1),
        until=date(2026, 12, 31), decree="1", decreed_on=date(2026, 11, 1),
    )  # fmt: skip
    changed(town.office)


@pytest.mark.parametrize("step", ["penyerahan", "pengajuan"])
def test_what_a_citizen_is_awaited_for_is_no_officers_lateness(
    town: Town, case: Case, works: Worker, step: str
) -> None:
    Case.objects.update(step=step)
    assert works(at("2026-11-19T08:00")) == works(at("2026-11-23T08:00")) == []


def test_returned_to_the_applicant_nobody_is_late(town: Town, case: Case, works: Worker) -> None:
    Case.objects.update(state="returned")
    assert works(at("2026-11-19T08:00")) == works(at("2026-11-23T08:00")) == []


def test_an_office_may_switch_it_off(town: Town, case: Case, works: Worker) -> None:
    office = Office.objects.get(pk=town.office.pk)
    Office.objects.update(definition=f"{office.definition}\npengingat:\n  aktif: tidak\n", definition_hash="other")
    assert works(at("2026-11-19T08:00")) == works(at("2026-11-23T08:00")) == []


def test_what_was_done_meanwhile_is_not_told(town: Town, case: Case, works: Worker) -> None:
    """A message that waits for the superior's hours is not sent when the case has moved on."""
    chose(town, "ahli_muda", "each", begins=at("2026-11-23T10:00").time(), ends=at("2026-11-23T15:00").time())
    assert works(at("2026-11-23T08:00")) == []
    Case.objects.update(turn=case.turn + 1, due_at=at("2026-12-20T16:00"))
    assert works(at("2026-11-23T10:10")) == []
    assert Message.objects.get(template="late_below").state == "merged"


def test_the_summary_comes_once_each_working_morning(town: Town, case: Case, works: Worker) -> None:
    chose(town, "back_office", "morning")
    put(case, "2026-11-09T09:00", "2026-11-10T16:00")
    remarks.add(town.act("ahli_muda"), case, by="Contoh", text="Tolong", to=town.officer("back_office"))
    assert works(at("2026-11-10T00:30")) == []
    (body,) = [one for one in works(at("2026-11-10T07:31")) if one.startswith("Ringkasan pagi")]
    assert body.split("\n")[1:-1] == ["Berkas baru: 1", "Batas waktu hari ini: 1", "Catatan rekan untuk Anda: 1"]
    for moment in ("2026-11-10T07:41", "2026-11-10T15:00"):
        assert not [one for one in works(at(moment)) if one.startswith("Ringkasan")]
    (late,) = [one for one in works(at("2026-11-11T13:00")) if one.startswith("Ringkasan")]
    assert "Lewat batas waktu: 1" in late, "after a night off it comes later that day"
    assert not [one for one in works(at("2026-11-14T09:00")) if one.startswith("Ringkasan")], "Saturday"


def test_where_nothing_waits_the_summary_says_nothing(town: Town, case: Case, works: Worker) -> None:
    chose(town, "kepala_dinas", "both")
    chose(town, "back_office", "late")
    assert works(at("2026-11-10T07:40")) == []


def test_who_hears_only_of_what_is_late_gets_a_summary_of_that(town: Town, case: Case, works: Worker) -> None:
    chose(town, "ahli_madya", "late")
    assert [one for one in works(at("2026-11-19T07:40")) if one.startswith("Ringkasan")] == []
    (body,) = [one for one in works(at("2026-11-23T07:40")) if one.startswith("Ringkasan")]
    assert body.split("\n")[1:-1] == ["Lewat batas waktu di bawah Anda: 1"]


def test_the_summary_tells_the_signer_what_to_sign(town: Town, case: Case, works: Worker) -> None:
    chose(town, "kepala_dinas", "both")
    Case.objects.update(step="penandatanganan", post="kepala_dinas", due_at=at("2026-11-20T16:00"))
    assert "Menunggu tanda tangan: 1" in works(at("2026-11-10T07:40"))[0]


def test_of_several_workers_only_one_tells(town: Town, case: Case, works: Worker) -> None:
    chose(town, "back_office", "both")
    act = Act(SYSTEM, at("2026-11-19T08:00"), "job")
    for _ in range(2):
        assert worker.do(worker.OF_OFFICERS, act.at) <= 1
    assert Message.objects.count() == 2, "the reminder and the summary"
    assert worker.do(worker.OF_OFFICERS, at("2026-11-23T08:00")) == 1
    assert worker.do(worker.OF_OFFICERS, at("2026-11-23T08:01")) == 0
    assert [rule.duty for rule in RULES] == list(worker.OF_OFFICERS)
    assert set(worker.OF_OFFICERS) <= set(worker.OF_THE_DAY)


def test_many_cases_cost_no_more_statements_than_few(town: Town, case: Case) -> None:
    Case.objects.bulk_create(a_copy(case, number) for number in range(300))
    for moment, most in (("2026-11-19T08:00", 60), ("2026-11-23T08:00", 60), ("2026-11-23T08:10", 40)):
        with CaptureQueriesContext(connection) as asked:
            worker.do(worker.OF_OFFICERS, at(moment))
        assert len(asked) < most, f"{moment}: {len(asked)}"
    assert Told.objects.filter(tier=0).count() == Told.objects.filter(tier=1).count() == 301


def a_copy(case: Case, number: int) -> Case:
    copy = Case.objects.get(pk=case.pk)
    copy.answers, copy.notes = dict(copy.answers), dict(copy.notes)  # opened by the row in which they are sealed
    copy.pk, copy.ref = None, f"RKH-{number:05}"
    copy._state.adding = True
    return copy


def test_every_late_case_has_its_turn(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("silastri.apps.reminders.queries.MOST", 2)
    Case.objects.bulk_create(a_copy(case, number) for number in range(4))
    moment = at("2026-11-23T08:00")
    found = [worker.do(worker.OF_OFFICERS, moment + timedelta(minutes=10 * n)) for n in range(4)]
    assert found == [2, 2, 1, 0]
