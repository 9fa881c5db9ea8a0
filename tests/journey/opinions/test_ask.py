"""Others are asked inside a case: each once, by a way of his own."""

from datetime import timedelta

import pytest

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Outgoing
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.opinions import queries
from silastri.apps.opinions.models import Opinion
from silastri.domain.refusal import NotFit, NotThere
from silastri.jobs import worker
from silastri.journey.case import links
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import NotYourPost, StaleStep
from silastri.journey.opinions import answer, ask_party, contacts
from tests.builders import MONDAY, Town, next_year
from tests.journey.opinions.asking import NOON, STEP, asked, sent


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
