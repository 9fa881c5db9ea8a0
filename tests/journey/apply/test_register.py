"""Opening an account: the link proves the number, the password is chosen afterwards; before, nothing is changed."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from silastri.apps.accounts.models import Person, Registration
from silastri.apps.messages.models import Message
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import TooOften
from silastri.journey.apply import counter, new_password
from silastri.journey.apply import register as journey
from silastri.journey.apply.forget import forget

pytestmark = pytest.mark.django_db
NIK, PHONE = "1407014107900001", "+6281234567890"
PASSWORD = "sandi-rahasia-1"
OTHER_NIK, OTHER_PHONE = "1407014107900002", "+6281234567891"


def act() -> Act:
    return Act(Actor(None, "Tamu"), timezone.now(), "web")


def registered(nik: str = NIK, phone: str = PHONE, name: str = "Rani Contoh") -> Registration:
    return journey.register(act(), name=name, nik=nik, phone=phone)


def link(to: str = PHONE) -> dict[str, str]:
    body = Message.objects.filter(to=to, template="activation_code").latest("pk").body
    uid, token = body.split("/aktivasi/")[1].split("/")[:2]
    return {"uid": uid, "token": token}


def activated(nik: str = NIK, phone: str = PHONE, password: str = PASSWORD) -> Person:
    registered(nik, phone)
    return journey.activate(act(), **link(phone), password=password)


def at_counter(phone: str = "", nik: str = NIK) -> Person:
    return counter.take_in(act(), name="Rani Contoh", nik=nik, phone=phone)


def rows() -> list[dict[str, object]]:
    return list(Person.objects.order_by("pk").values())


def test_activation_comes_by_whatsapp_and_carries_nothing_that_was_typed() -> None:
    registered(name="Menang Undian Contoh")
    message = Message.objects.get()
    assert (message.to, message.channel) == (PHONE, "whatsapp")
    assert NIK not in message.body
    assert "Menang" not in message.body
    assert not Person.objects.exists(), "nobody has an account before the number is proved"


def test_works_once() -> None:
    person = activated()
    assert person.is_active
    assert person.check_password(PASSWORD)
    with pytest.raises(journey.LinkUsed):
        journey.activate(act(), **link(), password="sandi-lain-22")
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_expires() -> None:
    registered()
    with override_settings(PASSWORD_RESET_TIMEOUT=-1), pytest.raises(journey.LinkExpired):
        journey.activate(act(), **link(), password=PASSWORD)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("uid", "token"), [("x", "y"), ("MQ", "abc-def"), ("!!", ""), ("OTk5OTk5OTk5OTk5OTk5OTk5OTk", "x")]
)
def test_a_link_that_is_not_ours_does_nothing(uid: str, token: str) -> None:
    registered()
    with pytest.raises(journey.LinkExpired):
        journey.activate(act(), uid=uid, token=token, password=PASSWORD)
    assert not Person.objects.exists()


def test_an_attacker_registers_after_the_owner_and_the_owner_still_chooses_the_password() -> None:
    registered()
    owners = link()
    registered(name="Penipu Contoh", phone=OTHER_PHONE)
    registered(name="Penipu Contoh")
    person = journey.activate(act(), **owners, password=PASSWORD)
    assert (person.name, person.phone) == ("Rani Contoh", PHONE)
    assert person.check_password(PASSWORD)
    with pytest.raises(journey.AlreadyRegistered, match="sudah dipakai akun lain"):
        journey.activate(act(), **link(OTHER_PHONE), password="sandi-lain-22")
    with pytest.raises(journey.LinkUsed):
        journey.activate(act(), **link(), password="sandi-lain-22")
    assert Person.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(("nik", "phone"), [(NIK, OTHER_PHONE), (OTHER_NIK, PHONE), (NIK, PHONE)])
def test_registering_changes_nothing_of_another(nik: str, phone: str) -> None:
    activated()
    at_counter("+6281234567899", "1407014107900003")
    before = rows()
    registered(nik, phone)
    registered("1407014107900003", "+6281234567899")
    assert rows() == before


def test_the_number_of_a_walk_in_stays_his_also_after_another_proved_that_he_holds_it() -> None:
    walk_in = at_counter(PHONE)
    registered(OTHER_NIK)
    with pytest.raises(journey.AlreadyRegistered, match="orang lain di loket"):
        journey.activate(act(), **link(), password=PASSWORD)
    walk_in.refresh_from_db()
    assert (walk_in.phone, walk_in.activated_at) == (PHONE, None)
    assert not Registration.objects.exclude(used_at=None).exists(), "the link may be used when the counter mended it"


def test_who_was_at_the_counter_gets_the_account_with_the_number_that_was_written_there() -> None:
    walk_in = at_counter(PHONE)
    registered(name="Nama Lain")
    person = journey.activate(act(), **link(), password=PASSWORD)
    assert (person, person.name) == (walk_in, "Rani Contoh"), "the name of the identity card stays"


@pytest.mark.parametrize("phone", ["", OTHER_PHONE])
def test_who_knows_a_nik_does_not_get_at_what_its_owner_left_at_the_counter(phone: str) -> None:
    walk_in = at_counter(phone)
    registered()
    with pytest.raises(journey.AlreadyRegistered, match="tercatat di loket"):
        journey.activate(act(), **link(), password=PASSWORD)
    walk_in.refresh_from_db()
    assert (walk_in.phone, walk_in.activated_at) == (phone or None, None)


def test_the_owner_of_a_known_number_alone_learns_that_it_is_known() -> None:
    activated()
    registered(OTHER_NIK)
    message = Message.objects.latest("pk")
    assert (message.template, message.to) == ("has_account", PHONE)
    assert Person.objects.count() == 1


def test_of_two_who_activate_one_nik_at_once_one_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    activated()
    registered(phone=OTHER_PHONE)
    monkeypatch.setattr(journey, "_whose", lambda _: None)  # it looked before the other had ended
    with pytest.raises(journey.AlreadyRegistered, match="baru saja"):
        journey.activate(act(), **link(OTHER_PHONE), password="sandi-lain-22")
    assert Person.objects.get().phone == PHONE
    assert not Registration.objects.filter(phone=OTHER_PHONE).exclude(used_at=None).exists()


def test_one_who_typed_a_wrong_number_registers_again() -> None:
    registered(phone="+6281234567899")
    assert activated().phone == PHONE


def test_what_nobody_finished_is_forgotten() -> None:
    old = registered()
    Registration.objects.filter(pk=old.pk).update(registered_at=timezone.now() - timedelta(days=8))
    fresh = registered(OTHER_NIK, OTHER_PHONE)
    forget(timezone.now())
    assert list(Registration.objects.all()) == [fresh]


def test_is_sent_again_but_not_without_end() -> None:
    registration = registered()
    for _ in range(2):
        journey.send_again(act(), registration=registration)
    with pytest.raises(TooOften):
        journey.send_again(act(), registration=registration)
    with pytest.raises(TooOften):
        registered(OTHER_NIK)
    assert Message.objects.count() == 3
    assert Registration.objects.count() == 1
    registered(OTHER_NIK, OTHER_PHONE)


def test_a_number_gets_few_messages_in_a_day() -> None:
    sent = 0
    for hour in range(24):
        later = Act(Actor(None, "Tamu"), timezone.now() + timedelta(hours=hour, minutes=1), "web")
        try:
            journey.register(later, name="Rani Contoh", nik=NIK, phone=PHONE)
            sent += 1
        except TooOften:
            pass
    assert sent == Message.objects.count() == 6


@pytest.mark.parametrize("phone", [PHONE, OTHER_PHONE, "+6281234567899"])
def test_a_forgotten_password_sends_one_message_to_any_number_and_not_without_end(phone: str) -> None:
    activated()
    at_counter("+6281234567899", "1407014107900003")
    before = Message.objects.count()
    for _ in range(3):
        new_password.send_link(act(), phone=phone)
    with pytest.raises(TooOften):
        new_password.send_link(act(), phone=phone)
    sent = Message.objects.order_by("pk")[before:]
    assert {(one.to, one.template) for one in sent} == {(phone, "password_code" if phone == PHONE else "no_account")}
    assert len(sent) == 3


def test_a_new_password_by_link_works_once() -> None:
    person = activated()
    new_password.send_link(act(), phone=PHONE)
    uid, token = Message.objects.latest("pk").body.split("/sandi-baru/")[1].split("/")[:2]
    new_password.renew(act(), uid=uid, token=token, password="sandi-baru-3")
    person.refresh_from_db()
    assert person.check_password("sandi-baru-3")
    with pytest.raises(journey.LinkExpired):
        new_password.renew(act(), uid=uid, token=token, password="sandi-lain-4")
