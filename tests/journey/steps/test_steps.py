"""The frame of every step: one officer, once, of the right post, of the right office, and never his own case."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.cases.queries import CaseNotFound
from silastri.apps.messages.models import Message
from silastri.apps.offices import operations as offices
from silastri.domain.act import Act
from silastri.domain.case import facts
from silastri.domain.case.workflow import ONWARD
from silastri.domain.definition.definition import Definition
from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.desk import take
from silastri.journey.frame.step import NotYourPost, OwnCase, SamePerson, StaleStep, TakenByOther
from silastri.journey.signing import sign
from silastri.journey.steps import check, decide, hand_over, number, print_out, review
from silastri.practice import sample
from tests.builders import JOMPO, MONDAY, SCHOOL, STANDARDS, Town, a_case, a_town, definition, surveyed
from tests.journey.steps.test_check import verdicts

NOON = MONDAY + timedelta(hours=3)
Doing = Callable[[Act, Case], Case]

DOINGS: dict[str, tuple[str, Doing]] = {
    "pemeriksaan": (
        "back_office",
        lambda a, c: check.check(a, ref=c.ref, turn=c.turn, verdicts=verdicts(), outcome=ONWARD),
    ),
    "kajian": (
        "tim_teknis",
        lambda a, c: review.review(
            a,
            ref=c.ref,
            turn=c.turn,
            outcome=ONWARD,
            note="Layak",
            upload=sample.scan("R", NOON),
            upload_name="r.pdf",
        ),
    ),
    "verifikasi": ("ahli_muda", lambda a, c: decide.decide(a, ref=c.ref, turn=c.turn, outcome=ONWARD)),
    "persetujuan": ("ahli_madya", lambda a, c: decide.decide(a, ref=c.ref, turn=c.turn, outcome=ONWARD)),
    "penomoran": ("back_office", lambda a, c: number.number(a, ref=c.ref, turn=c.turn)),
    "penandatanganan": (
        "kepala_dinas",
        lambda a, c: sign.sign(
            a, ref=c.ref, turn=c.turn, passphrase=sample.PASSPHRASE, signer=Person(pk=a.by.person, name=a.by.name)
        ),
    ),
    "pencetakan": ("back_office", lambda a, c: print_out.print_out(a, ref=c.ref, turn=c.turn)),
    "penyerahan": (
        "loket",
        lambda a, c: hand_over.hand_over(
            a, ref=c.ref, turn=c.turn, to=hand_over.Receiver("Rani Contoh"), signed=hand_over.Signed(why_not="Di buku.")
        ),
    ),
}
STEPS = list(DOINGS)


def ready(town: Town, step: str) -> Case:
    case = a_case(town, step)
    if step == "penyerahan":
        surveyed(case)
    return case


def do(town: Town, step: str, case: Case, post: str = "") -> Case:
    own_post, doing = DOINGS[step]
    return doing(town.act(post or own_post, NOON), case)


@pytest.mark.parametrize("step", STEPS)
def test_goes_on_with_one_row_and_a_message_to_each_side(town: Town, step: str) -> None:
    case = ready(town, step)
    Message.objects.all().delete()
    after = do(town, step, case)
    sop = definition(JOMPO).sop
    assert StepRun.objects.filter(case=case).count() == case.turn + 1
    row = StepRun.objects.get(case=case, turn=case.turn + 1)
    assert (row.step, row.outcome, row.to_step) == (step, ONWARD, after.step)
    told = [message.person_id for message in Message.objects.order_by("pk")]
    expected = [case.applicant_id]
    if after.step:
        assert after.step == sop.steps[sop.position(step) + 1].key
        expected.append(town.officer(after.post).pk)
    assert told == expected


@pytest.mark.parametrize("step", STEPS)
def test_costs_at_most_eight_statements(town: Town, step: str) -> None:
    """Whatever the number of cases and the age of this one. The transaction's own frame is not counted."""
    do(town, step, ready(town, step))
    case = ready(town, step)
    post, doing = DOINGS[step]
    act = town.act(post, NOON)
    with CaptureQueriesContext(connection) as counted:
        doing(act, case)
    frame = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    statements = [query["sql"] for query in counted.captured_queries if not query["sql"].startswith(frame)]
    assert len(statements) <= 8, "\n".join(statements)


def test_a_decision_costs_five(town: Town) -> None:
    """Counted one by one, also where several go in one trip, and with a message that the step before still holds."""
    do(town, "persetujuan", ready(town, "persetujuan"))  # what is read once is read
    case, seen = do(town, "verifikasi", a_case(town, "verifikasi", citizen=1)), list[str]()
    post, doing = DOINGS["persetujuan"]
    act = town.act(post, NOON)

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        seen.extend(sql.split("; "))
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        doing(act, case)
    found = [sql.split()[0] for sql in seen if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert found == ["SELECT", "UPDATE", "INSERT", "UPDATE", "INSERT"]


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each time that the facts of a case are worked out."""
    found: list[str] = []
    real = facts.case_facts

    def counted(definition: Definition, **of: Any) -> facts.Facts:
        found.append(definition.standard.name)
        return real(definition, **of)

    monkeypatch.setattr(facts, "case_facts", counted)
    return found


@pytest.mark.parametrize("step", ["kajian", "verifikasi", "persetujuan", "pencetakan"])
def test_what_is_known_is_worked_out_once(town: Town, worked_out: list[str], step: str) -> None:
    case = ready(town, step)
    worked_out.clear()
    do(town, step, case)
    assert len(worked_out) == 1


def test_a_step_that_leads_to_a_bill_works_it_out_once(db: None, worked_out: list[str]) -> None:
    """Way, tariff and what the bill says all ask for the same facts."""
    town = a_town(STANDARDS / "contoh")
    case = a_case(town, "verifikasi", service="pakai-gedung")
    worked_out.clear()
    act = town.act("kepala_seksi", NOON)
    assert decide.decide(act, ref=case.ref, turn=case.turn, outcome=ONWARD).step == "pembayaran"
    assert len(worked_out) == 1


@pytest.mark.parametrize("step", STEPS)
def test_the_wrong_post_is_refused(town: Town, step: str) -> None:
    case = ready(town, step)
    wrong = "ahli_muda" if DOINGS[step][0] != "ahli_muda" else "loket"
    with pytest.raises(NotYourPost):
        do(town, step, case, post=wrong)
    unchanged(case)


@pytest.mark.parametrize("step", STEPS)
def test_a_stale_page_is_refused(town: Town, step: str) -> None:
    case = ready(town, step)
    do(town, step, case)
    with pytest.raises(StaleStep):
        do(town, step, case)
    assert StepRun.objects.filter(case=case).count() == case.turn + 1


@pytest.mark.parametrize("step", STEPS)
def test_another_step_than_the_one_that_waits_is_refused(town: Town, step: str) -> None:
    other = "verifikasi" if step != "verifikasi" else "pemeriksaan"
    case = ready(town, other)
    with pytest.raises(Refusal):
        do(town, step, case)
    unchanged(case)


@pytest.mark.parametrize("step", STEPS)
def test_another_office_finds_nothing(town: Town, step: str) -> None:
    case = ready(town, step)
    post, doing = DOINGS[step]
    act = town.act(post, NOON)
    elsewhere = Act(type(act.by)(act.by.person, act.by.name, town.office.pk + 1, act.by.posts), act.at, act.via)
    with pytest.raises(CaseNotFound):
        doing(elsewhere, case)
    unchanged(case)


@pytest.mark.parametrize("step", STEPS)
def test_nobody_works_on_his_own_case(town: Town, step: str) -> None:
    case = ready(town, step)
    Case.objects.filter(pk=case.pk).update(applicant=town.officer(DOINGS[step][0]))
    with pytest.raises(OwnCase):
        do(town, step, case)
    unchanged(case)


def test_who_prepared_may_not_decide(town: Town) -> None:
    case = a_case(town, "persetujuan")
    checker = town.officer("back_office")
    offices.post(town.office, checker, post="ahli_madya", since=MONDAY.date() - timedelta(days=9))
    with pytest.raises(SamePerson):
        decide.decide(town.act("back_office", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD)
    unchanged(case)


def test_a_file_in_a_colleagues_hand_is_his(town: Town) -> None:
    case = a_case(town)
    colleague = town.officer("loket")
    offices.post(town.office, colleague, post="back_office", since=MONDAY.date() - timedelta(days=9))
    taken = take.take(town.act("loket", MONDAY + timedelta(hours=1)), ref=case.ref, turn=case.turn)
    with pytest.raises(TakenByOther, match=colleague.name):
        DOINGS["pemeriksaan"][1](town.act("back_office", NOON), taken)
    after = DOINGS["pemeriksaan"][1](town.act("loket", NOON), taken)
    row = StepRun.objects.get(case=after, turn=after.turn)
    assert row.taken_at == MONDAY + timedelta(hours=1)
    assert row.left_at == NOON


def test_a_file_put_back_is_everybodys(town: Town) -> None:
    case = a_case(town)
    act = town.act("back_office", NOON)
    take.take(act, ref=case.ref, turn=case.turn)
    assert take.put_back(act, ref=case.ref, turn=case.turn).taken_by_id is None


@pytest.mark.parametrize(("step", "outcome"), [("verifikasi", "tolak"), ("verifikasi", "kembali:pemeriksaan")])
def test_turning_a_case_needs_a_reason(town: Town, step: str, outcome: str) -> None:
    case = a_case(town, step)
    act = town.act("ahli_muda", NOON)
    for note in ("", "   "):
        with pytest.raises(NotFit):
            decide.decide(act, ref=case.ref, turn=case.turn, outcome=outcome, note=note)
    unchanged(case)
    after = decide.decide(act, ref=case.ref, turn=case.turn, outcome=outcome, note="Tidak sesuai")
    assert (after.state, after.step) == (("refused", "") if outcome == "tolak" else ("running", "pemeriksaan"))
    assert StepRun.objects.get(case=case, turn=after.turn).note == "Tidak sesuai"


def test_the_school_service_forwards_its_recommendation(town: Town) -> None:
    case = a_case(town, "penyampaian", service=SCHOOL)
    after = decide.decide(town.act("tim_teknis", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD)
    assert after.step == "verifikasi"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["pemeriksaan", "verifikasi", "penomoran"])
def test_two_at_once_take_a_step_once(step: str) -> None:
    """As many officers as the connection allows press the button in the same moment: one wins, the others are told."""
    town = a_town()
    case = ready(town, step)
    post, doing = DOINGS[step]
    act = town.act(post, NOON)
    gate, answers = threading.Barrier(6), []

    def press() -> None:
        gate.wait()
        try:
            doing(act, case)
            answers.append("done")
        except StaleStep:
            answers.append("stale")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["done"] + ["stale"] * 5
    assert StepRun.objects.filter(case=case).count() == case.turn + 1


def unchanged(case: Case) -> None:
    now = Case.objects.get(pk=case.pk)
    assert (now.state, now.step, now.turn) == (case.state, case.step, case.turn)
    assert StepRun.objects.filter(case=case).count() == case.turn
