"""Opening an account: activation by WhatsApp, once, while it is fresh."""

import pytest
from django.test import override_settings
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import TooOften
from silastri.journey.apply import register as journey

pytestmark = pytest.mark.django_db
NIK, PHONE = "1407014107900001", "+6281234567890"


def act() -> Act:
    return Act(Actor(None, "Tamu"), timezone.now(), "web")


def registered(nik: str = NIK, phone: str = PHONE) -> Person:
    return journey.register(act(), name="Rani Contoh", nik=nik, phone=phone, password="sandi-rahasia-1")


def link() -> tuple[str, str]:
    body = Message.objects.latest("pk").body
    return tuple(body.split("/aktivasi/")[1].split("/")[:2])  # type: ignore[return-value]


def test_activation_comes_by_whatsapp_and_carries_no_nik() -> None:
    registered()
    message = Message.objects.get()
    assert (message.to, message.channel) == (PHONE, "whatsapp")
    assert NIK not in message.body


def test_works_once() -> None:
    person = registered()
    uid, token = link()
    assert journey.activate(act(), uid=uid, token=token) == person
    person.refresh_from_db()
    assert person.is_active
    with pytest.raises(journey.LinkUsed):
        journey.activate(act(), uid=uid, token=token)


def test_expires() -> None:
    person = registered()
    uid, token = link()
    with override_settings(PASSWORD_RESET_TIMEOUT=-1), pytest.raises(journey.LinkExpired):
        journey.activate(act(), uid=uid, token=token)
    person.refresh_from_db()
    assert not person.is_active


@pytest.mark.parametrize(
    ("uid", "token"), [("x", "y"), ("MQ", "abc-def"), ("!!", ""), ("OTk5OTk5OTk5OTk5OTk5OTk5OTk", "x")]
)
def test_a_link_that_is_not_ours_does_nothing(uid: str, token: str) -> None:
    registered()
    with pytest.raises(journey.LinkExpired):
        journey.activate(act(), uid=uid, token=token)


def test_an_active_number_or_nik_cannot_register_again() -> None:
    registered()
    journey.activate(act(), uid=link()[0], token=link()[1])
    for nik, phone in ((NIK, "+6281234567891"), ("1407014107900002", PHONE)):
        with pytest.raises(journey.AlreadyRegistered):
            registered(nik, phone)
    assert Person.objects.count() == 1
    assert Message.objects.count() == 1


def test_one_who_never_activated_may_register_again_with_the_right_number() -> None:
    registered(phone="+6281234567899")
    person = registered()
    assert Person.objects.get() == person
    assert person.phone == PHONE


def test_the_old_link_dies_with_a_new_registration() -> None:
    registered()
    uid, token = link()
    journey.register(act(), name="Rani Contoh", nik=NIK, phone=PHONE, password="sandi-lain-2")
    with pytest.raises(journey.LinkExpired):
        journey.activate(act(), uid=uid, token=token)


def test_is_sent_again_but_not_without_end() -> None:
    person = registered()
    for _ in range(3):
        journey.send_activation_again(act(), person=person)
    with pytest.raises(TooOften):
        journey.send_activation_again(act(), person=person)
    assert Message.objects.count() == 4


def test_a_new_password_by_link_works_once() -> None:
    person = registered()
    journey.send_new_password(act(), person=person)
    uid, token = Message.objects.latest("pk").body.split("/sandi-baru/")[1].split("/")[:2]
    journey.renew_password(act(), uid=uid, token=token, password="sandi-baru-3")
    person.refresh_from_db()
    assert person.check_password("sandi-baru-3")
    with pytest.raises(journey.LinkExpired):
        journey.renew_password(act(), uid=uid, token=token, password="sandi-lain-4")
