"""Checking the papers: all marked, reasons given, just the wrong ones open, and the clock stands still meanwhile."""

from datetime import timedelta

import pytest

from silastri.apps.cases.models import Case, Mark, StepRun
from silastri.apps.cases.operations import Verdict
from silastri.domain.case.workflow import ONWARD, WayNotOpen
from silastri.domain.refusal import NotFit
from silastri.journey.apply import draft, submit
from silastri.journey.steps.check import FORM, check
from silastri.practice import sample
from tests.builders import JOMPO, MONDAY, Town, a_case, definition

KEYS = [FORM, *(r.key for r in definition(JOMPO).standard.requirements)]
BACK = "kembali:pengajuan"


def verdicts(**wrong: str) -> list[Verdict]:
    return [Verdict(key, key not in wrong, wrong.get(key, "")) for key in KEYS]


def do(town: Town, case: Case, given: list[Verdict], outcome: str = ONWARD, days: int = 0) -> Case:
    act = town.act("back_office", MONDAY + timedelta(days=days))
    return check(act, ref=case.ref, turn=case.turn, verdicts=given, outcome=outcome)


def test_complete_papers_go_on(town: Town) -> None:
    case = do(town, a_case(town), verdicts())
    assert (case.state, case.step, case.post) == ("running", "kajian", "tim_teknis")
    assert Mark.objects.filter(case=case, is_right=True).count() == len(KEYS)


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (verdicts()[1:], ONWARD),  # one is not marked
        (verdicts(ktp="Buram"), ONWARD),  # wrong, yet sent on
        (verdicts(), BACK),  # nothing wrong, yet sent back
        (verdicts(ktp=" "), BACK),  # wrong without a reason
        ([*verdicts(), Verdict("ijazah", True)], ONWARD),  # a paper that was not asked for
    ],
)
def test_what_contradicts_itself_is_refused(town: Town, given: list[Verdict], outcome: str) -> None:
    case = a_case(town)
    with pytest.raises(NotFit):
        do(town, case, given, outcome)
    assert StepRun.objects.filter(case=case).count() == 1
    assert not Mark.objects.exists()


def test_the_sop_gives_no_other_way(town: Town) -> None:
    with pytest.raises(WayNotOpen):
        do(town, a_case(town), verdicts(ktp="Buram"), "tolak")


def test_returned_opens_just_the_wrong_ones_and_stops_the_clock(town: Town) -> None:
    case = do(town, a_case(town), verdicts(ktp="Buram"), BACK)
    assert (case.state, case.promise_due_at, case.due_at) == ("returned", None, None)
    assert case.promise_left == 7
    assert draft.repairs(case).keys == {"ktp"}
    paper = sample.scan("KTP", MONDAY)
    with pytest.raises(draft.NotOpenForChanges):
        draft.attach(town.citizen_act(), ref=case.ref, key="kk", upload=paper, upload_name="a.pdf")
    with pytest.raises(draft.NotOpenForChanges):
        draft.answer(town.citizen_act(), ref=case.ref, raw={"tujuan": "Lain"})


def test_resubmitting_needs_the_wrong_paper_anew_and_goes_on_with_the_clock(town: Town) -> None:
    returned = do(town, a_case(town), verdicts(ktp="Buram"), BACK)
    a_week_later = MONDAY + timedelta(days=7)
    with pytest.raises(submit.NotComplete) as refused:
        submit.submit(town.citizen_act(at=a_week_later), ref=returned.ref)
    assert list(refused.value.fields) == ["ktp"]
    paper = sample.scan("KTP", MONDAY)
    draft.attach(town.citizen_act(at=a_week_later), ref=returned.ref, key="ktp", upload=paper, upload_name="ktp.pdf")
    case = submit.submit(town.citizen_act(at=a_week_later), ref=returned.ref)
    assert (case.state, case.step, case.promise_left) == ("running", "pemeriksaan", None)
    # Seven working days were left on Monday the 9th; on Monday the 16th they still are.
    assert case.promise_due_at and case.promise_due_at.date().isoformat() == "2026-11-25"


def test_wrong_answers_open_the_form_and_may_stay_as_they_are(town: Town) -> None:
    returned = do(town, a_case(town), verdicts(formulir="Periksa alamat"), BACK)
    draft.answer(town.citizen_act(), ref=returned.ref, raw={"calon.alamat": "Jalan Baru"})
    case = submit.submit(town.citizen_act(at=MONDAY + timedelta(hours=6)), ref=returned.ref)
    assert Case.objects.get(pk=case.pk).answers["values"]["calon"]["alamat"] == "Jalan Baru"
