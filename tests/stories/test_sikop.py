"""SIKOP of Pekanbaru: nine rows with ink or with a certificate, a renewal, a promise from complete papers."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from silastri.apps.cases.models import Case, StepRun
from silastri.apps.cases.operations import Verdict
from silastri.apps.letters.models import HandOver, Letter
from silastri.apps.messages.models import Message
from silastri.domain import worktime
from silastri.domain.case.workflow import ONWARD
from silastri.domain.check import check as check_definition
from silastri.domain.definition.definition import read_service
from silastri.domain.duration import Duration, Unit
from silastri.domain.refusal import NotFit
from silastri.journey.apply import counter, draft, submit
from silastri.journey.apply.submit import NotComplete
from silastri.journey.steps import check
from silastri.journey.steps.check import FORM
from tests.builders import MONDAY, WIB, Town, definition, office_definition, texts
from tests.pekanbaru import (
    ANSWERS,
    SIKOP,
    always_electronic,
    at_step,
    attach,
    drafted,
    onward,
    pekanbaru,
    scan,
    submitted,
)

OFFICE = "pekanbaru-dpmptsp"
STEPS = (
    "pengajuan pemeriksaan pencetakan paraf_kasi paraf_kabid paraf_sekretaris penandatanganan penomoran penyerahan"
).split()


@pytest.fixture
def town(db: None) -> Town:
    return pekanbaru()


def test_the_definition_is_right_and_says_what_the_source_says() -> None:
    found = check_definition(read_service(texts(SIKOP, OFFICE)), office_definition(OFFICE))
    assert all(finding.mild for finding in found)
    sikop = definition(SIKOP, OFFICE)
    times = [step.time for step in sikop.sop.steps if step.time]
    assert sum(time.minutes for time in times if time.in_office_time) == 70
    assert [time for time in times if not time.in_office_time] == [Duration(1, Unit.WORKDAY)]
    assert [step.key for step in sikop.sop.steps] == STEPS
    assert len(sikop.standard.requirements) == 10
    assert str(sikop.standard.promise.length) == "2 hari kerja"
    assert sikop.standard.fee.is_free
    assert sikop.standard.staff.count == 5
    assert len(sikop.components) == 14
    assert sikop.components[:6] == ("persyaratan", "prosedur", "jangka_waktu", "biaya", "produk", "pengaduan")


def test_with_ink(town: Town) -> None:
    case = at_step(town, None)
    assert list(StepRun.objects.filter(case=case).order_by("turn").values_list("step", flat=True)) == STEPS
    letter = Letter.objects.get(case=case)
    assert (letter.mode, letter.is_in_force) == ("basah", True)
    assert HandOver.objects.filter(case=case).exists()


def test_with_a_certificate(town: Town) -> None:
    always_electronic(town)
    case = at_step(town, None)
    walked = list(StepRun.objects.filter(case=case).order_by("turn").values_list("step", flat=True))
    assert walked == [step for step in STEPS if step != "penomoran"]
    letter = Letter.objects.get(case=case)
    assert (letter.mode, letter.is_in_force) == ("elektronik", True)


def test_that_it_is_ready_comes_by_sms_and_all_else_by_whatsapp(town: Town) -> None:
    case = at_step(town, None)
    told = Message.objects.filter(case=case, person=case.applicant).order_by("pk")
    assert [message.channel for message in told] == ["whatsapp"] * 7 + ["sms", "whatsapp", "whatsapp"]
    assert [message.template for message in told][-1] == "survey_invited"
    sms = told.get(channel="sms")
    assert "Ambil di DPMPTSP Kota Pekanbaru" in sms.body


def test_the_old_licence_is_asked_for_a_renewal_alone(town: Town) -> None:
    nine = [r.key for r in definition(SIKOP, OFFICE).standard.requirements[:9]]
    new, renewal = drafted(town), drafted(town, citizen=1, jenis_permohonan="perpanjangan")
    attach(town, new, nine)
    attach(town, renewal, nine, citizen=1)
    assert submit.submit(town.citizen_act(0), ref=new.ref).step == "pemeriksaan"
    with pytest.raises(NotComplete) as refused:
        submit.submit(town.citizen_act(1), ref=renewal.ref)
    assert list(refused.value.fields) == ["sikop_lama"]
    assert Case.objects.get(pk=renewal.pk).state == "draft"
    attach(town, renewal, ["sikop_lama"], citizen=1)
    assert submit.submit(town.citizen_act(1), ref=renewal.ref).step == "pemeriksaan"


def test_a_renewal_goes_through_and_its_check_marks_ten_papers(town: Town) -> None:
    case = submitted(town, jenis_permohonan="perpanjangan")
    nine = [Verdict(key, True) for key in (FORM, *(r.key for r in definition(SIKOP, OFFICE).standard.requirements[:9]))]
    with pytest.raises(NotFit) as refused:
        act = town.act("front_office")
        check.check(act, ref=case.ref, turn=case.turn, verdicts=nine, outcome=ONWARD)
    assert list(refused.value.fields) == ["sikop_lama"]
    case = at_step(town, None, citizen=1, jenis_permohonan="perpanjangan")
    assert case.state == "done"


def test_walked_in_without_telephone_or_account(town: Town) -> None:
    """The front office registers person and papers; from there it is the same case as online."""
    clerk = replace(town.act("front_office"), via="counter")
    person = counter.take_in(clerk, name="Tono Contoh", nik="1471011005850001")
    case = draft.start(clerk, service=town.service(SIKOP), applicant=person, address="Jalan Contoh 5, Pekanbaru")
    draft.answer(clerk, ref=case.ref, raw=ANSWERS)
    for requirement in definition(SIKOP, OFFICE).standard.requirements[:9]:
        draft.attach(clerk, ref=case.ref, key=requirement.key, upload=scan(), upload_name="pindaian.pdf")
    case = submit.submit(clerk, ref=case.ref)
    assert StepRun.objects.get(case=case).by == f"{clerk.by.name} (mencatatkan)"
    at = MONDAY
    while case.step:
        at += timedelta(minutes=5)
        case = onward(town, Case.objects.select_related("applicant", "office").get(pk=case.pk), at)
    assert (case.state, Letter.objects.get(case=case).holder_name) == ("done", "Tono Contoh")
    told = Message.objects.filter(case=case, person=person)
    assert [(one.channel, one.state) for one in told] == [("slip", "queued")], "that it is ready waits on paper"


def test_the_promise_runs_from_complete_papers(town: Town) -> None:
    """Handed in on Monday, sent back, mended on Wednesday, found complete on Thursday: until Monday."""
    case = submitted(town)
    assert case.promise_due_at is None
    verdicts = [
        Verdict(FORM, True),
        *(Verdict(r.key, True) for r in definition(SIKOP, OFFICE).standard.requirements[1:9]),
    ]
    back = [Verdict("permohonan", False, "Belum ditandatangani."), *verdicts]
    act = town.act("front_office", MONDAY + timedelta(minutes=20))
    case = check.check(act, ref=case.ref, turn=case.turn, verdicts=back, outcome="kembali:pengajuan")
    assert (case.state, case.promise_due_at, case.promise_left) == ("returned", None, None), "it has not begun"
    attach(town, case, ["permohonan"], at=MONDAY + timedelta(days=2))
    case = submit.submit(town.citizen_act(0, MONDAY + timedelta(days=2)), ref=case.ref)
    assert case.promise_due_at is None
    case = onward(town, case, MONDAY + timedelta(days=3))
    assert case.promise_due_at == datetime(2026, 11, 16, 16, 0, tzinfo=WIB)
    time = office_definition(OFFICE).time({})
    assert case.promise_due_at == worktime.due(time, MONDAY + timedelta(days=3), Duration(2, Unit.WORKDAY)).at
