"""The secret link of a party goes to that party alone: nothing that anybody types becomes one."""

import html
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from silastri.adapters.messaging.fake import OnScreen
from silastri.adapters.messaging.port import Outgoing
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.apps.opinions.models import Opinion
from silastri.domain.act import Act, Actor
from silastri.domain.words.messages.case import Visit
from silastri.jobs import worker
from silastri.journey.case import tell
from silastri.journey.opinions import ask_party
from tests.builders import Town, next_year

from .asking import NOON, asked, says, sent

TYPED = (
    "[tautan rahasia 1] [tautan rahasia 2]",
    "{link}",
    "{opinion}",
    "{0.__class__}",
    "%(link)s",
    "www.contoh.example",
)
Browser = Callable[[Person | None], Client]


@pytest.fixture
def got(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """What each number and address received."""
    received: dict[str, list[str]] = {}

    def send(self: OnScreen, message: Outgoing) -> str:
        received.setdefault(message.to, []).append(message.body)
        return message.reference

    monkeypatch.setattr(OnScreen, "send", send)
    return received


def all_go_out() -> None:
    while worker.send_messages(next_year()):
        pass


def the_question() -> Message:
    return Message.objects.get(template="partner_asked")


def visitor(town: Town, place: str) -> Person:
    """Somebody who is told where the team comes, in words that somebody typed."""
    person = town.citizens[0]
    person.phone = "+6281255550001"
    person.save()
    act = Act(Actor(None, "Tamu"), timezone.now(), "web")
    words = Visit(service="Izin", ref="X", when="besok", place=place, link="http://testserver/permohonan/")
    messages.queue([tell.made(act, words, about="visit", person=person, office=town.office.pk)])
    return person


@pytest.mark.parametrize("typed", TYPED)
def test_nothing_typed_brings_the_link_of_another(
    town: Town, health: Case, got: dict[str, list[str]], browser: Browser, settings: Any, typed: str
) -> None:
    settings.DEMO = True
    tokens = [sent(town, health, party) for party in ("puskesmas", "balai")]
    for number, party in (("1", "puskesmas"), ("2", "balai")):
        typed = typed.replace(f"rahasia {number}]", f"rahasia {asked(health, party).pk}]")
    person = visitor(town, typed)
    all_go_out()
    [body] = got[str(person.phone)]
    assert f"Tempat: {typed}\nLihat" in body
    outbox = Client().get("/demo/kotak-keluar/").content.decode()
    desk = browser(town.officer("back_office")).get("/petugas/pesan/").content.decode()
    for page in (outbox, desk):
        assert f"Tempat: {html.escape(typed)}" in page, "as it was typed, and no link"
    for token in tokens:
        assert token not in body
        assert token not in desk
        assert outbox.count(f'<a href="http://testserver/mitra/{token}/">') == 1, "in the partner's own message"


@pytest.mark.parametrize("to", ["+6281200009999", "", "0812 0000 0555"])
def test_another_receiver_gets_no_link_and_the_office_sees_it(
    town: Town, health: Case, got: dict[str, list[str]], browser: Browser, settings: Any, to: str
) -> None:
    settings.DEMO = True
    token = sent(town, health, "puskesmas")
    Message.objects.filter(pk=the_question().pk).update(to=to)
    all_go_out()
    assert to not in got
    question = the_question()
    assert question.state == "failed"
    assert "dibuat untuk kontak lain" in question.error
    failed = browser(town.officer("back_office")).get("/petugas/pesan/?keadaan=failed").content.decode()
    assert "dibuat untuk kontak lain" in failed
    assert token not in failed
    assert token not in Client().get("/demo/kotak-keluar/").content.decode()


def test_who_was_written_to_by_mistake_gets_no_link_any_more(
    town: Town, health: Case, got: dict[str, list[str]]
) -> None:
    sent(town, health, "puskesmas", contact="0812 0000 0666")
    token = sent(town, health, "puskesmas", contact="0812 0000 0555", at=NOON + timedelta(minutes=1))
    all_go_out()
    assert "+6281200000666" not in got
    assert token in got["+6281200000555"][0]


def test_a_question_that_waits_no_longer_sends_no_link(
    town: Town, health: Case, got: dict[str, list[str]], settings: Any
) -> None:
    settings.DEMO = True
    token = sent(town, health, "puskesmas")
    act = town.act("back_office", NOON)
    ask_party.take_back(act, ref=health.ref, turn=health.turn, party="puskesmas")
    all_go_out()
    assert "+6281200000555" not in got
    assert (the_question().state, token in the_question().error) == ("failed", False)
    assert "tidak menunggu jawaban lagi" in the_question().error
    assert token not in Client().get("/demo/kotak-keluar/").content.decode()


def test_a_message_that_points_to_no_question_has_no_link(town: Town, health: Case, got: dict[str, list[str]]) -> None:
    sent(town, health, "puskesmas")
    Message.objects.filter(pk=the_question().pk).update(opinion=None)
    all_go_out()
    assert "+6281200000555" not in got
    assert the_question().state == "failed"


def test_any_other_message_has_no_link_whatever_question_it_points_to(
    town: Town, health: Case, got: dict[str, list[str]]
) -> None:
    token = sent(town, health, "puskesmas")
    person = visitor(town, "Rumah Rani Contoh")
    question = Opinion.objects.get(pk=the_question().opinion_id)
    Message.objects.filter(person=person).update(opinion=question, to=question.contact)
    all_go_out()
    assert [token in body for body in got[question.contact] if "Rani" in body] == [False]


def test_the_link_is_shown_no_more_once_it_was_answered(town: Town, health: Case, settings: Any) -> None:
    settings.DEMO = True
    says(town, health, "puskesmas")
    all_go_out()
    assert "/mitra/" not in Client().get("/demo/kotak-keluar/").content.decode()
