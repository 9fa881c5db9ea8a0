"""Somebody who registered writes to us: the number that comes with his message proves it, by the way messages come."""

import pytest

from silastri.apps.accounts.models import Person, Registration
from silastri.domain.act import Act, Actor
from silastri.journey.apply import register as journey
from silastri.journey.outbox.say import SECRET
from tests.builders import Town
from tests.incoming import AT, BUDI, answers, wrote

pytestmark = pytest.mark.django_db
OTHER = "+6281110000012"


@pytest.fixture
def registered(town: Town) -> Registration:
    guest = Act(Actor(None, "Tamu"), AT, "web")
    return journey.register(guest, name="Budi Contoh", nik="1407014107900077", phone=BUDI)


def test_the_answer_in_the_chat_brings_the_link_which_officers_do_not_read(registered: Registration) -> None:
    assert wrote(f"AKTIF {registered.chat_code}") == [SECRET]
    [message] = answers()
    assert (message.to, message.template, message.purpose, message.office) == (BUDI, "activation", "asked", None)
    uid, token = message.body.split("/aktivasi/")[1].split("/")[:2]
    person = journey.activate(Act(Actor(None, "Tamu"), AT, "web"), uid=uid, token=token, password="sandi-rahasia-1")
    assert person.phone == BUDI


@pytest.mark.parametrize("number", ["", OTHER])
def test_without_the_number_the_code_is_asked_for(registered: Registration, number: str) -> None:
    [said] = wrote(f"AKTIF {registered.chat_code}", number=number, user_id="ID.7781")
    assert "Ketik kode 6 angka" in said
    assert [message.template for message in answers()] == ["not_proved"]
    assert not Person.objects.filter(phone=BUDI).exists()


def test_a_number_that_the_sender_had_before_proves_nothing(registered: Registration) -> None:
    wrote("Halo", user_id="ID.7781")
    assert "Ketik kode 6 angka" in wrote(f"AKTIF {registered.chat_code}", number="", user_id="ID.7781")[-1]
