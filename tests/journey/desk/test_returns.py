"""Why a case was sent back reaches whoever must act, and stays in sight until it passed who sent it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.journey.apply import draft
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.returns import sent_back
from silastri.journey.office import calendar
from silastri.journey.steps import check, decide, respond
from silastri.practice import sample
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

pytestmark = pytest.mark.django_db
WHY = "Luas tanah berbeda dari sertifikat."


def page(client: Client, town: Town, post: str, case: Case) -> str:
    client.force_login(town.officer(post))
    return client.get(f"/petugas/permohonan/{case.ref}/").content.decode()


def above_the_work(text: str) -> str:
    return text.partition('<div class="workspace__panes"')[0]


def onward(town: Town, case: Case, post: str) -> Case:
    act = town.act(post, MONDAY + timedelta(hours=32))
    return decide.decide(act, ref=case.ref, turn=case.turn, outcome="lanjut")


def turned(town: Town, case: Case, post: str, outcome: str) -> Case:
    act = town.act(post, MONDAY + timedelta(hours=30))
    return decide.decide(act, ref=case.ref, turn=case.turn, outcome=outcome, note=WHY)


def test_the_officer_before_reads_it_above_his_work(town: Town, client: Client) -> None:
    case = turned(town, a_case(town, "persetujuan"), "ahli_madya", "kembali:verifikasi")
    text = above_the_work(page(client, town, "ahli_muda", case))
    assert WHY in text
    assert "Dikembalikan dari Persetujuan" in text
    told = Message.objects.filter(case=case, person=town.officer("ahli_muda")).latest("id").body
    assert told.startswith("Berkas dikembalikan kepada ")
    assert WHY not in told  # a message leaves the office


def test_it_stays_until_it_has_passed_who_sent_it_back(town: Town, client: Client) -> None:
    case = turned(town, a_case(town, "persetujuan"), "ahli_madya", "kembali:verifikasi")
    case = decide.decide(
        town.act("ahli_muda", MONDAY + timedelta(hours=31)), ref=case.ref, turn=case.turn, outcome="lanjut"
    )
    text = above_the_work(page(client, town, "ahli_madya", case))
    assert "Pernah dikembalikan dari Persetujuan" in text
    assert WHY in text
    case = decide.decide(
        town.act("ahli_madya", MONDAY + timedelta(hours=32)), ref=case.ref, turn=case.turn, outcome="lanjut"
    )
    assert WHY not in above_the_work(page(client, town, "back_office", case))


def test_a_case_that_was_never_sent_back_says_nothing_of_it(town: Town) -> None:
    case = a_case(town, "persetujuan")
    assert sent_back(dossier_of(case), queries.runs(case)) is None


@pytest.fixture
def answered(tmp_path: Path) -> Town:
    """An office whose applicant answers in the middle, and may be asked to answer again."""
    folder = examples.folder("24_pemohon_di_tengah", tmp_path)
    for file in folder.rglob("sop.yaml"):
        file.write_text(
            file.read_text().replace("sistem: SIMBG", "bila_tidak: kembali ke perjanjian\n    sistem: SIMBG")
        )
    return a_town(folder)


def test_the_applicant_who_answers_again_is_told_why(answered: Town, client: Client) -> None:
    town = answered
    case = a_case(town, "perjanjian", service="pemohon-di-tengah")
    act, paper = town.citizen_act(at=MONDAY + timedelta(hours=20)), sample.scan("Perjanjian", MONDAY)
    case = respond.respond(act, ref=case.ref, turn=case.turn, filled={"setuju": "ya"}, upload=paper)
    case = turned(town, case, "loket", "kembali:perjanjian")
    assert case.step == "perjanjian"
    client.force_login(town.citizens[0])
    for address in (f"/permohonan/{case.ref}/", f"/permohonan/{case.ref}/tanggapi/"):
        assert WHY in client.get(address).content.decode()
    assert WHY in above_the_work(page(client, town, "loket", case))
    told = Message.objects.filter(case=case, person=town.citizens[0]).latest("id").body
    assert "Ada yang perlu Anda perbaiki" in told


def test_a_late_holiday_does_not_hide_it(town: Town, client: Client) -> None:
    case = a_case(town, "pemeriksaan")
    asked = check.asked(dossier_of(case).definition, case)
    act = town.act("back_office", MONDAY + timedelta(hours=30))
    verdicts = [check.Verdict(r.key, False, "Kabur.") for r in asked]
    verdicts += [check.Verdict(check.FORM, True)] if dossier_of(case).definition.standard.form else []
    case = check.check(act, ref=case.ref, turn=case.turn, verdicts=verdicts, outcome="kembali:pengajuan", note=WHY)
    Case.objects.filter(pk=case.pk).update(limit_at=MONDAY + timedelta(days=30))
    calendar.close(town.act("back_office"), day=(MONDAY + timedelta(days=4)).date(), name="Cuti", kind="local")
    client.force_login(town.citizens[0])
    text = client.get(f"/permohonan/{case.ref}/").content.decode()
    assert WHY in text  # beside the marks
    assert "Kabur." in text
    assert draft.repairs(Case.objects.get(pk=case.pk)).keys
