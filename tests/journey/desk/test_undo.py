"""An officer takes back the step that he did last: the card keeps both rows, the case stands as it stood, and nobody
outside hears of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.messages.models import Message
from silastri.domain.act import Act
from silastri.domain.case.undo import WITHIN, stays_inside
from silastri.domain.case.workflow import ONWARD
from silastri.jobs import worker
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.returns import sent_back
from silastri.journey.desk import take, undo
from silastri.journey.desk.undo import NotUndone
from silastri.journey.frame.step import NotYourPost, OwnCase, StaleStep, TakenByOther
from silastri.journey.steps import decide
from tests.builders import MONDAY, SCHOOL, Town, a_case, definition
from tests.outgoing import taken

Browser = Callable[[Person | None], Client]
NOON = MONDAY + timedelta(days=1)
SOON, JUST, LATE = NOON + timedelta(minutes=3), NOON + WITHIN - timedelta(seconds=1), NOON + WITHIN
KEPT = (
    "state step post recorder arrived_at due_at limit_at promise_due_at promise_left answers ended_at ending"
).split()


def decided(town: Town, case: Case, post: str = "ahli_muda", outcome: str = ONWARD) -> Case:
    take.take(town.act(post, NOON), ref=case.ref, turn=case.turn)
    return decide.decide(town.act(post, NOON), ref=case.ref, turn=case.turn, outcome=outcome, note="Sesuai")


def taken_back(town: Town, case: Case, act: Act | None = None) -> Case:
    act = act or town.act("ahli_muda", SOON)
    return undo.undo(act, ref=case.ref, turn=case.turn)


def news(case: Case) -> Message | None:
    """What the applicant is told of the last turn."""
    return Message.objects.filter(case=case, person=case.applicant, about__contains=f"/{case.turn}/").first()


@pytest.mark.parametrize("outcome", [ONWARD, "kembali:pemeriksaan"])
def test_the_case_stands_as_it_stood_and_the_card_keeps_both_rows(town: Town, outcome: str) -> None:
    before = a_case(town, "verifikasi")
    after = decided(town, before, outcome=outcome)
    assert after.step != "verifikasi"
    back = Case.objects.get(pk=taken_back(town, after).pk)
    assert {name: getattr(back, name) for name in KEPT} == {name: getattr(before, name) for name in KEPT}
    assert (back.taken_by, back.taken_at) == (town.officer("ahli_muda"), NOON)
    runs = queries.runs(back)
    assert [run.outcome for run in runs[-2:]] == [outcome, "urung"]
    assert queries.card_is_whole(back, runs)
    assert sent_back(dossier_of(back), runs) is None, "what was undone was not sent back"
    assert decided(town, back).step == "persetujuan"


def test_the_applicant_is_told_afterwards_or_when_it_is_too_late_to_undo(town: Town) -> None:
    after = decided(town, a_case(town, "verifikasi"))
    held = news(after)
    assert held
    assert held.due_at == LATE
    assert held not in taken(JUST)
    taken_back(town, after)
    assert news(after) is None
    again = decided(town, Case.objects.get(pk=after.pk))
    told = news(again)
    assert told in taken(LATE)
    with pytest.raises(NotUndone, match="10 menit"):
        taken_back(town, again, town.act("ahli_muda", LATE))


def test_news_do_not_overtake_each_other(town: Town) -> None:
    after = decided(town, a_case(town, "verifikasi"))
    held = news(after)
    assert held
    decide.decide(town.act("ahli_madya", SOON), ref=after.ref, turn=after.turn, outcome="tolak", note="Tidak memenuhi")
    held.refresh_from_db()
    assert held.due_at == SOON
    while worker.send_messages(SOON):
        pass
    held.refresh_from_db()
    assert held.state == "merged", "the newer one tells all"
    newest = Message.objects.filter(case=after, person=after.applicant).latest("pk")
    assert (newest.turn, newest.state) == (after.turn + 1, "sent")


def test_what_was_told_is_not_undone(town: Town) -> None:
    after = decided(town, a_case(town, "verifikasi"))
    Message.objects.filter(pk=news(after).pk).update(state="sent")  # type: ignore[union-attr]
    refused(town, after, NotUndone, match="sudah dikirim")


def refused(town: Town, case: Case, error: type[Exception], act: Act | None = None, match: str | None = None) -> None:
    before = Case.objects.values().get(pk=case.pk)
    queued = Message.objects.count()
    with pytest.raises(error, match=match):
        taken_back(town, case, act)
    assert Case.objects.values().get(pk=case.pk) == before
    assert StepRun.objects.filter(case=case, outcome="urung").count() == 0
    assert Message.objects.count() == queued


def test_not_by_another_nor_by_the_applicant_nor_from_an_old_page(town: Town) -> None:
    after = decided(town, a_case(town, "verifikasi"))
    for post in ("ahli_madya", "back_office", "kepala_dinas"):
        refused(town, after, NotYourPost, town.act(post, SOON))
    after.turn -= 1
    refused(town, after, StaleStep)
    after.turn += 1
    Case.objects.filter(pk=after.pk).update(applicant=town.officer("ahli_muda"))
    refused(town, after, OwnCase)


def test_not_when_the_next_officer_has_it(town: Town) -> None:
    after = decided(town, a_case(town, "verifikasi"))
    take.take(town.act("ahli_madya", SOON), ref=after.ref, turn=after.turn)
    refused(town, after, TakenByOther)
    decide.decide(town.act("ahli_madya", SOON), ref=after.ref, turn=after.turn, outcome=ONWARD)
    refused(town, after, StaleStep)


@pytest.mark.parametrize(
    ("step", "outcome", "to", "may"),
    [
        ("kajian", ONWARD, "verifikasi", True),
        ("verifikasi", ONWARD, "persetujuan", True),
        ("verifikasi", "kembali:pemeriksaan", "pemeriksaan", True),
        ("persetujuan", ONWARD, "penomoran", True),
        ("pemeriksaan", ONWARD, "kajian", False),  # the applicant has a receipt
        ("pemeriksaan", "kembali:pengajuan", "pengajuan", False),  # his papers are open for repair
        ("verifikasi", "tolak", None, False),  # an end, with its letter
        ("penomoran", ONWARD, "penandatanganan", False),  # a number is taken
        ("penandatanganan", ONWARD, "pencetakan", False),
    ],
)
def test_only_what_stays_in_the_house(step: str, outcome: str, to: str | None, may: bool) -> None:
    found = definition()
    there = found.sop.step(to) if to else None
    assert stays_inside(found, found.standard.promise, found.sop.step(step), outcome, there) == may


def test_a_step_that_begins_the_clock_or_makes_a_paper_is_not_undone() -> None:
    found = definition(SCHOOL)
    step = next(one for one in found.sop.steps if one.key == "verifikasi")
    to = found.sop.steps[found.sop.position(step.key) + 1]
    assert stays_inside(found, found.standard.promise, step, ONWARD, to)
    begins = found.standard.promise.model_copy(update={"start": step.key})
    assert not stays_inside(found, begins, step, ONWARD, to)
    for changed in ({"letter_text": "nota.md"}, {"stops": True}):
        assert not stays_inside(found, found.standard.promise, step.model_copy(update=changed), ONWARD, to)


def test_from_the_notice_after_the_step(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    client, here = browser(town.officer("ahli_muda")), f"/petugas/permohonan/{case.ref}/"
    client.post(f"{here}putuskan/", {"giliran": case.turn, "keputusan": ONWARD, "catatan": ""})
    shown = client.get("/petugas/").content.decode()
    assert f'action="{here}urungkan/"' in shown
    assert f'action="{here}urungkan/"' in client.get(here).content.decode()
    assert "urungkan/" not in browser(town.officer("ahli_madya")).get(here).content.decode()
    assert client.post(f"{here}urungkan/", {"giliran": case.turn + 1}).status_code == 302
    assert Case.objects.get(pk=case.pk).step == "verifikasi"
    assert "urungkan/" not in client.get("/petugas/").content.decode()
    assert "diurungkan" in client.get(here).content.decode()
    assert "diurungkan" not in browser(town.citizens[0]).get(f"/permohonan/{case.ref}/").content.decode()
    assert browser(town.citizens[1]).post(f"{here}urungkan/", {"giliran": case.turn + 2}).status_code == 403
