"""Handing in: complete or named what lacks; once; and the promise begins."""

from datetime import timedelta

import pytest

from silastri.apps.cases.models import Case, CaseDocument, StepRun
from silastri.apps.cases.queries import CaseNotFound
from silastri.apps.messages.models import Message
from silastri.domain.refusal import NotThere
from silastri.journey.apply import draft
from silastri.journey.apply.submit import AlreadySubmitted, NotComplete, submit
from silastri.journey.steps.check import asked
from silastri.practice import sample
from tests.builders import JOMPO, MONDAY, STANDARDS, Town, a_case, a_town, definition


def filled(town: Town, *, leave_out: str = "") -> Case:
    case = a_case(town, "pengajuan")
    for requirement in definition(JOMPO).standard.requirements:
        if requirement.key != leave_out:
            paper = sample.scan(requirement.label, MONDAY)
            draft.attach(town.citizen_act(), ref=case.ref, key=requirement.key, upload=paper, upload_name="a.pdf")
    return case


def test_begins_the_promise_and_tells_applicant_and_post(town: Town) -> None:
    case = submit(town.citizen_act(), ref=filled(town).ref)
    assert (case.state, case.step, case.post) == ("running", "pemeriksaan", "back_office")
    assert case.promise_due_at and case.promise_due_at.date().isoformat() == "2026-11-18"
    assert case.due_at and case.due_at == MONDAY + timedelta(minutes=15)
    assert case.holder_name.startswith("Nek Minah")
    told = Message.objects.filter(case=case).order_by("pk")
    assert [message.person_id for message in told] == [town.citizens[0].pk, town.officer("back_office").pk]
    assert case.ref in told[0].body
    assert StepRun.objects.filter(case=case).count() == 1


def test_no_message_carries_a_nik_or_the_holder(town: Town) -> None:
    case = a_case(town, None)
    told = Message.objects.filter(case=case)
    assert told
    for message in told:
        assert "1407" not in message.body
        assert case.holder_name not in message.body


@pytest.mark.parametrize("key", [r.key for r in definition(JOMPO).standard.requirements if r.required])
def test_a_missing_paper_is_named_and_nothing_happens(town: Town, key: str) -> None:
    case = filled(town, leave_out=key)
    with pytest.raises(NotComplete) as refused:
        submit(town.citizen_act(), ref=case.ref)
    assert list(refused.value.fields) == [key]
    case.refresh_from_db()
    assert (case.state, case.turn) == ("draft", 0)
    assert not Message.objects.filter(case=case).exists()


def test_a_wrong_answer_is_named(town: Town) -> None:
    case = filled(town)
    draft.answer(town.citizen_act(), ref=case.ref, raw={"calon.nik": "123", "tujuan": ""})
    with pytest.raises(NotComplete) as refused:
        submit(town.citizen_act(), ref=case.ref)
    assert {"calon.nik", "tujuan"} <= set(refused.value.fields)


def test_a_second_click_changes_nothing(town: Town) -> None:
    case = filled(town)
    submit(town.citizen_act(), ref=case.ref)
    with pytest.raises(AlreadySubmitted, match=case.ref):
        submit(town.citizen_act(), ref=case.ref)
    assert StepRun.objects.filter(case=case).count() == 1


def test_another_citizen_finds_nothing(town: Town) -> None:
    case = filled(town)
    for act in (
        lambda: submit(town.citizen_act(1), ref=case.ref),
        lambda: draft.discard(town.citizen_act(1), ref=case.ref),
    ):
        with pytest.raises(CaseNotFound):
            act()


def test_after_handing_in_nothing_can_be_changed(town: Town) -> None:
    case = a_case(town)
    paper = sample.scan("Lain", MONDAY)
    with pytest.raises(draft.NotOpenForChanges):
        draft.attach(town.citizen_act(), ref=case.ref, key="ktp", upload=paper, upload_name="a.pdf")
    with pytest.raises(draft.NotOpenForChanges):
        draft.answer(town.citizen_act(), ref=case.ref, raw={"tujuan": "Lain"})
    with pytest.raises(draft.NotOpenForChanges):
        draft.discard(town.citizen_act(), ref=case.ref)


def test_a_requirement_that_is_not_asked_for_is_refused(town: Town) -> None:
    case = a_case(town, "pengajuan")
    with pytest.raises(NotThere):
        draft.attach(town.citizen_act(), ref=case.ref, key="ijazah", upload=sample.scan("x", MONDAY), upload_name="a")


def test_a_draft_can_be_thrown_away_with_its_papers(town: Town) -> None:
    case = filled(town)
    draft.discard(town.citizen_act(), ref=case.ref)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not CaseDocument.objects.exists()


@pytest.mark.django_db
def test_a_paper_that_an_answer_asks_for_is_offered_while_it_is_filled_in() -> None:
    office = a_town(STANDARDS / "pekanbaru-dpmptsp")
    act = office.citizen_act()
    case = draft.start(act, service=office.service("sikop"), applicant=office.citizens[0])
    raw = sample.answers(definition("sikop", "pekanbaru-dpmptsp"))
    draft.answer(act, ref=case.ref, raw=raw)
    found = definition("sikop", "pekanbaru-dpmptsp")
    assert "sikop_lama" not in {r.key for r in asked(found, Case.objects.get(pk=case.pk))}
    draft.answer(act, ref=case.ref, raw={"jenis_permohonan": "perpanjangan"})
    assert "sikop_lama" in {r.key for r in asked(found, Case.objects.get(pk=case.pk))}
