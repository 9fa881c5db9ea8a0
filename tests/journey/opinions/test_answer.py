"""Who is asked answers once, and only who is asked."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from silastri.apps.cases.models import Case
from silastri.apps.offices import operations as office_operations
from silastri.apps.opinions import queries
from silastri.domain.act import Act, Actor
from silastri.domain.case import step_notes
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.frame.step import OwnCase, SamePerson
from silastri.journey.opinions import answer
from silastri.journey.opinions.answer import Closed, Given, NotAsked
from silastri.journey.signing import sign
from silastri.journey.steps import decide
from silastri.practice import parties, sample
from silastri.practice.runner import Runner
from tests.builders import MONDAY, Town, a_case
from tests.consulted import consulting
from tests.journey.opinions.asking import NOON, STEP, STRANGER, asked, concludes, says, sent


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
