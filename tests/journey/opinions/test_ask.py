"""Others are asked inside a case: each once, by a way of his own, and nobody waits for ever."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Outgoing
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.messages.models import Message
from silastri.apps.offices import operations as office_operations
from silastri.apps.opinions import operations, queries
from silastri.apps.opinions.models import Opinion
from silastri.domain.act import Act, Actor
from silastri.domain.case import step_notes
from silastri.domain.case.opinion import NotAgreed, StillWaiting
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import NotFit, NotThere
from silastri.jobs import worker
from silastri.journey.apply import withdraw
from silastri.journey.case import links
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame import consult
from silastri.journey.frame.step import NotYourPost, OwnCase, SamePerson, StaleStep
from silastri.journey.opinions import answer, ask_party, contacts
from silastri.journey.opinions.answer import Closed, Given, NotAsked
from silastri.journey.signing import sign
from silastri.journey.steps import ask, decide
from silastri.practice import parties, sample
from silastri.practice.runner import Runner
from tests.builders import MONDAY, Town, a_case, next_year
from tests.consulted import consulting

STEP = "kajian_bersama"
NOON = MONDAY + timedelta(hours=4)
STRANGER = Actor(None, "Tamu")


@pytest.fixture
def town(db: None, tmp_path: Path) -> Town:
    return consulting(tmp_path)


@pytest.fixture
def health(town: Town) -> Case:
    return a_case(town, STEP, service="kesehatan")


@pytest.fixture
def crowd(town: Town) -> Case:
    return a_case(town, STEP, service="keramaian")


def asked(case: Case, party: str) -> Opinion:
    return queries.now_at(case, case.step)[party]


def listed(case: Case, party: str, contact: str) -> None:
    """Some manager put the contact on the list, if it can be one."""
    name = next(one.name for one in consult.asked_at(dossier_of(case)) if one.party.key == party)
    with suppress(NotFit):
        _, to = contacts.reached(contact)
        operations.add_contact(case.office_id, party=name, contact=to, by=case.applicant_id, at=NOON)


def sent(town: Town, case: Case, party: str, *, at: datetime = NOON, contact: str = parties.CONTACT) -> str:
    """The secret part of the link that went out."""
    listed(case, party, contact)
    found = ask_party.send(town.act("back_office", at), ref=case.ref, turn=case.turn, party=party, contact=contact)
    return queries.link(found)


def says(town: Town, case: Case, party: str, stance: str = "setuju", *, at: datetime = NOON, **given: Any) -> Opinion:
    """The party answers as it is asked."""
    opinion = asked(case, party)
    found = next(p for p in dossier_of(case).step.parties if p.key == party)
    base = parties.given(found, at, note="Menurut pengamatan kami.").__dict__
    whole = Given(**{**base, "stance": "" if found.gives == "fakta" else stance, **given})
    if opinion.post:
        return answer.at_desk(town.act(opinion.post, at), pk=opinion.pk, given=whole)
    return answer.by_link(Act(STRANGER, at, "web"), token=sent(town, case, party, at=at), given=whole)


def concludes(town: Town, case: Case, outcome: str = ONWARD, *, at: datetime = NOON, **more: Any) -> Case:
    about = {"note": "Dapat dilanjutkan.", **more}
    return ask.ask(town.act("back_office", at), ref=case.ref, turn=case.turn, outcome=outcome, **about)


# Being asked


def test_all_whom_it_concerns_are_asked_at_once(crowd: Case, town: Town) -> None:
    assert set(queries.now_at(crowd, STEP)) == {"desa", "ahli", "hukum"}, "a small one does not concern the camat"
    desa, ahli = asked(crowd, "desa"), asked(crowd, "ahli")
    assert (desa.asked_at, desa.due_at) == (None, None), "its time runs when the question has gone out"
    assert ahli.asked_at == crowd.arrived_at
    assert dossier_of(crowd).time.local(ahli.due_at or NOON).date() == MONDAY.date() + timedelta(days=3)
    told = Message.objects.filter(case=crowd, about__contains="/pendapat/")
    assert {m.person_id for m in told} == {town.officer("ahli_muda").pk, town.officer("ahli_hukum").pk}


def test_the_question_goes_to_a_number_or_an_address(town: Town, health: Case) -> None:
    sent(town, health, "puskesmas", contact="0812-0000-0555")
    sent(town, health, "balai", contact="balai@contoh.example")
    queued = Message.objects.filter(about__startswith=f"{health.ref}/pendapat/").order_by("pk")
    assert [(m.channel, m.to) for m in queued] == [("whatsapp", "+6281200000555"), ("email", "balai@contoh.example")]
    assert town.citizens[0].name not in queued[0].body
    assert "Dinas Perizinan Contoh meminta pendapat Anda" in queued[0].body


@pytest.mark.parametrize("contact", ["", "di seberang jalan", "0761 12345", "a@b"])
def test_nothing_goes_to_what_reaches_nobody(town: Town, health: Case, contact: str) -> None:
    with pytest.raises(NotFit, match="nomor WhatsApp"):
        sent(town, health, "puskesmas", contact=contact)
    assert not Message.objects.filter(about__startswith=f"{health.ref}/pendapat/").exists()
    assert asked(health, "puskesmas").asked_at is None


def asks(town: Town, case: Case, party: str, contact: str) -> Opinion:
    return ask_party.send(town.act("back_office", NOON), ref=case.ref, turn=case.turn, party=party, contact=contact)


def test_the_asker_does_not_choose_alone_where_a_question_goes(town: Town, health: Case) -> None:
    with pytest.raises(contacts.NotOnTheList):
        asks(town, health, "balai", "0812 0000 0888")
    contacts.add(town.act("back_office", NOON), party="Balai Contoh", contact="0812 0000 0888")
    with pytest.raises(contacts.NotOnTheList):
        asks(town, health, "balai", "0812 0000 0888")
    assert not Message.objects.filter(about__startswith=f"{health.ref}/pendapat/").exists()
    contacts.add(town.act("loket", NOON), party="Balai Contoh", contact="BALAI@contoh.example")
    assert asks(town, health, "balai", "balai@contoh.example").asked_at
    with pytest.raises(contacts.NotOnTheList):
        asks(town, health, "puskesmas", "balai@contoh.example")


def test_the_contact_of_the_standard_needs_nobody_else(town: Town, health: Case) -> None:
    assert asks(town, health, "puskesmas", "+62 812-0000-0444").contact == "+6281200000444"


def test_only_parties_of_the_office_and_what_reaches_somebody_come_on_the_list(town: Town, health: Case) -> None:
    for party, contact in (("Siapa saja", "0812 0000 0888"), ("Balai Contoh", "di seberang jalan")):
        with pytest.raises(NotFit):
            contacts.add(town.act("loket", NOON), party=party, contact=contact)
    assert not queries.contacts(health.office_id).exists()
    assert not contacts.remove(town.act("loket", NOON), pk=1)


def test_who_decides_reads_that_the_link_was_shown_to_an_officer(town: Town, health: Case) -> None:
    act = town.act("back_office", NOON)
    ask_party.show(act, ref=health.ref, turn=health.turn, party="balai")
    assert asked(health, "balai").shown_to_id == act.by.person
    assert asked(health, "puskesmas").shown_to_id is None


def test_the_applicant_is_not_asked_about_himself(town: Town, health: Case) -> None:
    with pytest.raises(NotFit, match="nomor pemohon"):
        sent(town, health, "puskesmas", contact=town.citizens[0].phone or "")


def test_the_link_is_kept_nowhere_and_reaches_who_was_asked(
    town: Town, health: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sent(town, health, "puskesmas")
    assert len(token) * 4 >= 128
    assert token not in everything_kept()
    got: list[str] = []

    def send(self: OnScreen, message: Outgoing) -> str:
        got.append(message.body)
        return "x"

    monkeypatch.setattr(OnScreen, "send", send)
    worker.send_messages(next_year())
    assert any(f"/mitra/{token}/" in body for body in got)
    assert not any("tautan rahasia" in body for body in got)
    assert token not in everything_kept()


def everything_kept() -> str:
    return str([list(model.objects.values()) for model in (Opinion, Message, LogEntry, Case)])


def test_the_link_can_be_shown_and_that_is_kept(town: Town, health: Case) -> None:
    act = town.act("back_office", NOON)
    shown = ask_party.show(act, ref=health.ref, turn=health.turn, party="puskesmas")
    assert shown == links.to_party(asked(health, "puskesmas"))
    assert asked(health, "puskesmas").asked_at == NOON, "from now on its time runs"
    assert LogEntry.objects.filter(what="show_link", about=health.ref, person_id=act.by.person).count() == 1


def test_sent_again_it_is_the_same_link_and_the_same_limit(town: Town, health: Case) -> None:
    first = sent(town, health, "puskesmas")
    due = asked(health, "puskesmas").due_at
    assert sent(town, health, "puskesmas", at=NOON + timedelta(hours=1)) == first
    assert asked(health, "puskesmas").due_at == due


def test_who_was_written_to_by_mistake_cannot_answer(town: Town, health: Case) -> None:
    wrong = sent(town, health, "balai", contact="0812 0000 0666")
    right = sent(town, health, "balai", contact="0812 0000 0777")
    with pytest.raises(NotThere):
        answer.question_of_link(wrong)
    assert answer.question_of_link(right).is_open


def test_only_the_officer_whose_step_it_is_asks(town: Town, health: Case) -> None:
    for doing in (ask_party.show, ask_party.take_back):
        with pytest.raises(NotYourPost):
            doing(town.act("loket", NOON), ref=health.ref, turn=health.turn, party="puskesmas")
        with pytest.raises(NotThere):
            doing(town.act("back_office", NOON), ref=health.ref, turn=health.turn, party="siapa")
        with pytest.raises(StaleStep):
            doing(town.act("back_office", NOON), ref=health.ref, turn=health.turn - 1, party="puskesmas")


# Answering


def test_answered_once_it_is_known_and_not_answered_again(town: Town, health: Case) -> None:
    found = says(town, health, "puskesmas", filled={"air_layak": "tidak", "kuman": "40"})
    case = Case.objects.get(pk=health.pk)
    assert step_notes.answers(case.notes, STEP)["puskesmas"] == {
        "air_layak": False,
        "kuman": 40,
        "pendapat": "",
        "dijawab": True,
    }
    assert (found.by, found.by_post) == (parties.NAME, parties.POST)
    with pytest.raises(Closed):
        answer.by_link(
            Act(STRANGER, NOON, "web"),
            token=queries.link(found),
            given=Given(filled={"air_layak": "ya"}, name="Lain", post="Lain"),
        )
    assert step_notes.answers(Case.objects.get(pk=health.pk).notes, STEP)["puskesmas"]["kuman"] == 40


@pytest.mark.parametrize(
    ("party", "given", "wrong"),
    [
        ("puskesmas", {"filled": {}}, {"air_layak", "kuman"}),
        ("puskesmas", {"filled": {"air_layak": "tidak", "kuman": "banyak"}}, {"kuman"}),
        ("puskesmas", {"name": " ", "post": ""}, {"nama", "jabatan"}),
        ("balai", {"stance": ""}, {"pendapat"}),
        ("balai", {"stance": "catatan"}, {"pendapat"}),  # who decides says yes or no
        ("balai", {"stance": "tidak", "note": ""}, {"catatan"}),
        ("balai", {"upload": b""}, {"berkas"}),
        ("balai", {"upload": b"bukan berkas"}, {"berkas"}),
    ],
)
def test_a_wrong_answer_is_refused_whole(
    town: Town, health: Case, party: str, given: dict[str, Any], wrong: set[str]
) -> None:
    with pytest.raises(NotFit) as refused:
        says(town, health, party, **given)
    assert set(refused.value.fields) == wrong
    assert asked(health, party).state == "asked"
    assert party not in step_notes.answers(Case.objects.get(pk=health.pk).notes, STEP)


def test_a_colleague_answers_at_his_desk_and_no_other(town: Town, crowd: Case) -> None:
    opinion = asked(crowd, "ahli")
    with pytest.raises(NotAsked):
        answer.at_desk(town.act("loket", NOON), pk=opinion.pk, given=Given(stance="setuju"))
    with pytest.raises(NotThere):
        answer.at_desk(town.act("ahli_muda", NOON), pk=asked(crowd, "desa").pk, given=Given(stance="setuju"))
    found = says(town, crowd, "ahli")
    assert found.person_id == town.officer("ahli_muda").pk
    assert found.by_post == "Ahli Muda"


def test_nobody_speaks_on_his_own_case(town: Town, crowd: Case) -> None:
    applicant = town.citizens[0]
    office_operations.post(town.office, applicant, post="ahli_muda", since=MONDAY.date())
    mine = Actor(applicant.pk, applicant.name, town.office.pk, {"ahli_muda": ""})
    with pytest.raises(OwnCase):
        answer.at_desk(Act(mine, NOON, "web"), pk=asked(crowd, "ahli").pk, given=Given(stance="setuju"))


def test_signed_in_the_applicant_and_the_asking_office_do_not_answer_by_the_link(town: Town, health: Case) -> None:
    token = sent(town, health, "puskesmas")
    given = Given(filled={"air_layak": "ya"}, name="Siapa", post="Siapa")
    with pytest.raises(OwnCase):
        answer.by_link(town.citizen_act(0, NOON), token=token, given=given)
    officer = town.act("back_office", NOON)
    with pytest.raises(NotAsked):
        answer.by_link(officer, token=token, given=given)
    assert asked(health, "puskesmas").state == "asked"


def test_who_gave_his_opinion_does_not_decide(town: Town, crowd: Case) -> None:
    expert = town.officer("ahli_muda")
    office_operations.post(town.office, expert, post="kepala", since=MONDAY.date())
    for party in ("ahli", "hukum", "desa"):
        says(town, crowd, party)
    case = concludes(town, crowd)
    case = Runner(town.service("keramaian"), town.citizens[0], NOON, 0).onward(case)
    both = Act(Actor(expert.pk, expert.name, town.office.pk, {"ahli_muda": "", "kepala": ""}), NOON, "web")
    with pytest.raises(SamePerson):
        decide.turn_away(both, ref=case.ref, turn=case.turn, outcome="tolak", note="Tidak.")
    with pytest.raises(SamePerson):
        sign.sign(both, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=expert)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(tmp_path: Path) -> None:
    town = consulting(tmp_path)
    case = a_case(town, STEP, service="kesehatan")
    token = sent(town, case, "puskesmas")
    ends: list[str] = []

    def answers(air: str) -> None:
        try:
            given = Given(filled={"air_layak": air, "kuman": "1"}, name=f"Contoh {air}", post="Kepala")
            answer.by_link(Act(STRANGER, NOON, "web"), token=token, given=given)
            ends.append("kept")
        except Closed:
            ends.append("closed")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=answers, args=(air,)) for air in ("ya", "tidak", "ya", "tidak")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["closed", "closed", "closed", "kept"]
    found = asked(case, "puskesmas")
    noted = step_notes.answers(Case.objects.get(pk=case.pk).notes, STEP)["puskesmas"]["air_layak"]
    assert found.by == f"Contoh {'ya' if noted else 'tidak'}"


# Concluding


def test_when_all_have_answered_he_concludes_and_the_card_tells_who(town: Town, health: Case) -> None:
    says(town, health, "puskesmas")
    says(town, health, "balai")
    case = concludes(town, health)
    assert case.step == "penomoran", "the water is good, so there is nothing to mend"
    row = StepRun.objects.get(case=case, step=STEP)
    assert row.told == "Dapat dilanjutkan."
    assert "Puskesmas Contoh dijawab 09-11-2026 13.00 oleh Petugas Mitra Contoh" in row.note
    assert "Balai Contoh dijawab" in row.note
    assert "engizinkan" not in row.note, "what they said is not for the card"
    assert cases.card_is_whole(case, cases.runs(case))


def test_what_was_said_leads_the_case(town: Town, health: Case) -> None:
    says(town, health, "puskesmas", filled={"air_layak": "tidak", "kuman": "40"})
    says(town, health, "balai")
    assert concludes(town, health).step == "pembinaan"


def test_a_conclusion_is_written(town: Town, crowd: Case) -> None:
    with pytest.raises(NotFit, match="kesimpulan"):
        concludes(town, crowd, "tolak", note=" ")


def test_he_waits_for_a_fact_and_a_decision_and_not_for_advice(town: Town, health: Case, crowd: Case) -> None:
    with pytest.raises(StillWaiting, match="Puskesmas Contoh belum dimintai"):
        concludes(town, health)
    says(town, health, "puskesmas")
    sent(town, health, "balai")
    with pytest.raises(StillWaiting, match="Balai Contoh belum menjawab"):
        concludes(town, health, without="Tidak sabar.")
    says(town, crowd, "ahli")
    filled = {"syarat": "Menjaga ketertiban"}
    assert concludes(town, crowd, filled=filled).step == "penomoran"
    note = StepRun.objects.get(case=crowd, step=STEP).note
    assert "Kantor Desa Contoh tidak sempat diminta" in note
    assert "Analis Hukum tidak menjawab" in note


def test_a_no_of_who_decides_is_no(town: Town, health: Case) -> None:
    says(town, health, "puskesmas")
    says(town, health, "balai", "tidak")
    for at in (NOON, NOON + timedelta(days=60)):
        with pytest.raises(NotAgreed, match="Balai Contoh tidak mengizinkan"):
            concludes(town, health, at=at, without="Sudah lama.")
    assert Case.objects.get(pk=health.pk).turn == health.turn
    case = concludes(town, health, "tolak", note="Tempat usaha belum memenuhi syarat.")
    assert (case.state, case.ending) == ("refused", "Tempat usaha belum memenuhi syarat.")


def test_who_is_late_is_passed_with_a_reason(town: Town, health: Case) -> None:
    says(town, health, "puskesmas")
    sent(town, health, "balai")
    due = asked(health, "balai").due_at
    assert due
    assert dossier_of(health).time.local(due).date().isoformat() == "2026-11-18", "seven working days"
    late = due + timedelta(minutes=1)
    with pytest.raises(StillWaiting):
        concludes(town, health, at=due, without="Sudah ditunggu.")
    with pytest.raises(StillWaiting) as refused:
        concludes(town, health, at=late)
    assert set(refused.value.fields) == {"tanpa"}
    case = concludes(town, health, at=late, without="Balai sedang tutup.")
    assert case.step == "penomoran"
    note = StepRun.objects.get(case=case, step=STEP).note
    assert "Dilanjutkan tanpa jawaban Balai Contoh: Balai sedang tutup." in note
    with pytest.raises(Closed):
        answer.by_link(
            Act(STRANGER, late, "web"),
            token=queries.link(asked_before(case, "balai")),
            given=Given(stance="setuju", name="A", post="B", upload=sample.scan("x", NOON)),
        )


def asked_before(case: Case, party: str) -> Opinion:
    return queries.now_at(case, STEP)[party]


def test_late_is_not_too_late_while_the_case_still_waits(town: Town, health: Case) -> None:
    token = sent(town, health, "puskesmas")
    late = NOON + timedelta(days=30)
    given = Given(filled={"air_layak": "ya"}, name="Siapa Contoh", post="Dokter")
    assert answer.by_link(Act(STRANGER, late, "web"), token=token, given=given).answered_at == late


def test_only_who_asked_concludes_and_only_once(town: Town, crowd: Case) -> None:
    says(town, crowd, "ahli")
    with pytest.raises(NotYourPost):
        ask.ask(town.act("ahli_muda", NOON), ref=crowd.ref, turn=crowd.turn, outcome=ONWARD, note="Ya.")
    concludes(town, crowd, filled={"syarat": "-"})
    with pytest.raises(StaleStep):
        concludes(town, crowd)


# Taking back, asking anew, coming back


def test_taken_back_its_link_ends_and_it_can_be_asked_anew(town: Town, health: Case) -> None:
    about = {"ref": health.ref, "turn": health.turn, "party": "balai"}
    act, token = town.act("back_office", NOON), sent(town, health, "balai")
    ask_party.take_back(act, **about)
    assert not answer.question_of_link(token).is_open
    says(town, health, "puskesmas")
    with pytest.raises(StillWaiting, match="belum dimintai"):
        concludes(town, health)
    ask_party.again(act, **about, why="")
    assert sent(town, health, "balai") != token
    says(town, health, "balai")
    assert concludes(town, health).step == "penomoran"


def test_asked_anew_with_a_reason_the_earlier_answer_does_not_count(town: Town, health: Case) -> None:
    about = {"ref": health.ref, "turn": health.turn, "party": "balai"}
    act = town.act("back_office", NOON)
    says(town, health, "puskesmas")
    first = says(town, health, "balai", "tidak")
    with pytest.raises(NotFit, match="mengapa diminta lagi"):
        ask_party.again(act, **about, why=" ")
    found = ask_party.again(act, **about, why="Denah sudah diperbaiki.")
    assert (found.again, found.state) == ("Denah sudah diperbaiki.", "asked")
    assert "balai" not in step_notes.answers(Case.objects.get(pk=health.pk).notes, STEP)
    assert not answer.question_of_link(queries.link(first)).is_open
    says(town, health, "balai", at=NOON + timedelta(hours=2))
    case = concludes(town, health, at=NOON + timedelta(hours=2))
    note = StepRun.objects.get(case=case, step=STEP).note
    assert note.count("09-11-2026 13.00") == 2, note
    assert "Balai Contoh dijawab 09-11-2026 13.00 oleh Petugas Mitra Contoh, dijawab 09-11-2026 15.00" in note


def test_come_again_a_yes_stands_and_a_no_is_asked_anew(town: Town, crowd: Case) -> None:
    says(town, crowd, "desa")
    says(town, crowd, "ahli", "tidak")
    case = concludes(town, crowd, "kembali:pemeriksaan", note="Periksa denah.")
    assert case.step == "pemeriksaan"
    assert asked_before(case, "hukum").state == "ended", "nobody is asked any more"
    case = Runner(town.service("keramaian"), town.citizens[0], NOON + timedelta(hours=1), 0).onward(case)
    assert case.step == STEP
    states = {party: opinion.state for party, opinion in queries.now_at(case, STEP).items()}
    assert states == {"desa": "answered", "ahli": "asked", "hukum": "asked"}
    assert set(step_notes.answers(Case.objects.get(pk=case.pk).notes, STEP)) == {"desa"}
    with pytest.raises(StillWaiting):
        concludes(town, case)
    says(town, case, "ahli")
    assert concludes(town, case).step == "penomoran"


def test_withdrawn_nobody_is_asked_any_more(town: Town, health: Case) -> None:
    token = sent(town, health, "puskesmas")
    withdraw.withdraw(town.citizen_act(0, NOON), ref=health.ref)
    assert not answer.question_of_link(token).is_open
    assert {opinion.state for opinion in Opinion.objects.filter(case=health)} == {"ended"}


Doing = Callable[..., object]


@pytest.mark.parametrize("doing", [ask_party.send, ask_party.show, ask_party.take_back, ask_party.again])
def test_what_is_answered_is_not_sent_shown_or_taken_back(town: Town, health: Case, doing: Doing) -> None:
    says(town, health, "puskesmas")
    more: dict[str, str] = {ask_party.send: {"contact": parties.CONTACT}, ask_party.again: {"why": ""}}.get(doing, {})
    with pytest.raises((ask_party.NoLongerWaits, NotFit)):
        doing(town.act("back_office", NOON), ref=health.ref, turn=health.turn, party="puskesmas", **more)
    assert asked(health, "puskesmas").state == "answered"
