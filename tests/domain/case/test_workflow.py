"""Where the outcome of a step leads."""

from datetime import date

import pytest

from silastri.domain.case import workflow
from silastri.domain.case.facts import case_facts
from silastri.domain.case.workflow import ONWARD, State, WayNotOpen
from tests.builders import SCHOOL, definition


def facts(service: str = SCHOOL, kind: str = "nonperizinan") -> dict[str, object]:
    known = case_facts(definition(service), filed=date(2026, 11, 9), answers={}, applicant={}, notes={})
    return known | {"layanan": {"jenis": kind, "nama": ""}}


def test_the_straight_way_is_the_sop() -> None:
    sop = definition(SCHOOL).sop
    assert [step.key for step in workflow.route(sop, facts())] == [step.key for step in sop.steps]


def test_a_sip_skips_the_technical_steps_by_its_condition() -> None:
    sop = definition(SCHOOL).sop
    position = workflow.take(sop, sop.step("pemeriksaan"), ONWARD, facts(kind="sip"))
    assert position.step and position.step.key == "verifikasi"


def test_back_to_the_applicant_is_returned_and_to_an_officer_is_running() -> None:
    sop = definition(SCHOOL).sop
    back = workflow.take(sop, sop.step("pemeriksaan"), "kembali:pengajuan", facts())
    assert (back.state, back.step and back.step.key) == (State.RETURNED, "pengajuan")
    down = workflow.take(sop, sop.step("verifikasi"), "kembali:pemeriksaan", facts())
    assert (down.state, down.step and down.step.key) == (State.RUNNING, "pemeriksaan")


def test_refusal_ends_and_the_last_step_is_done() -> None:
    sop = definition(SCHOOL).sop
    assert workflow.take(sop, sop.step("verifikasi"), "tolak", facts()) == workflow.Position(State.REFUSED, None)
    assert workflow.take(sop, sop.step("penyerahan"), ONWARD, facts()) == workflow.Position(State.DONE, None)


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        ("pemeriksaan", "tolak"),
        ("penomoran", "kembali:pemeriksaan"),
        ("verifikasi", "kembali:pengajuan"),
        ("verifikasi", ""),
    ],
)
def test_a_way_that_the_sop_does_not_give_is_not_open(step: str, outcome: str) -> None:
    sop = definition(SCHOOL).sop
    with pytest.raises(WayNotOpen):
        workflow.take(sop, sop.step(step), outcome, facts())
