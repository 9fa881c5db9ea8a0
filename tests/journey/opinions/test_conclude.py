"""Who asked concludes; nobody waits for ever, and what is over is not asked again."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.opinions import queries
from silastri.apps.opinions.models import Opinion
from silastri.domain.act import Act
from silastri.domain.case import step_notes
from silastri.domain.case.opinion import NotAgreed, StillWaiting
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import NotFit
from silastri.journey.apply import withdraw
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import NotYourPost, StaleStep
from silastri.journey.opinions import answer, ask_party
from silastri.journey.opinions.answer import Closed, Given
from silastri.journey.steps import ask
from silastri.practice import parties, sample
from silastri.practice.runner import Runner
from tests.builders import Town
from tests.journey.opinions.asking import NOON, STEP, STRANGER, asked, concludes, says, sent


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
