"""A number is proved by digits typed where it was registered, or by a message that comes from it."""

import re
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from silastri.apps.accounts.codes import LASTS
from silastri.apps.accounts.models import Code, Person, Registration
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.journey.apply import new_password, prove_number, ways
from silastri.journey.apply import register as journey
from silastri.journey.apply.forget import forget
from silastri.journey.apply.typed_code import CodeEnded, WrongCode

pytestmark = pytest.mark.django_db
NIK, PHONE, OTHER = "1407014107900001", "+628111000001", "+628111000002"
PASSWORD = "sandi-rahasia-1"


def act(later: timedelta = timedelta()) -> Act:
    return Act(Actor(None, "Tamu"), timezone.now() + later, "web")


def registered(phone: str = PHONE, nik: str = NIK) -> Registration:
    return journey.register(act(), name="Rani Contoh", nik=nik, phone=phone)


def digits() -> str:
    codes = Message.objects.filter(template__endswith="_code")
    found = re.search(r"Kode SILASTRI Anda: (\d{6})", codes.latest("pk").body)
    assert found
    return found[1]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def typed(registration: Registration, code: str, later: timedelta = timedelta()) -> tuple[str, str]:
    return journey.by_code(act(later), registration=registration, typed=code)


def test_the_digits_lead_on_once() -> None:
    mine = registered()
    uid, token = typed(mine, digits())
    assert journey.activate(act(), uid=uid, token=token, password=PASSWORD).phone == PHONE
    with pytest.raises(CodeEnded):
        typed(mine, digits())


def test_the_digits_are_kept_nowhere_but_in_the_message() -> None:
    registered()
    assert digits() not in str(list(Code.objects.values()))
    forget(timezone.now() + timedelta(days=2))
    assert not Code.objects.exists()
    assert "Kode SILASTRI" not in Message.objects.get().body


def test_the_fifth_wrong_try_is_the_last() -> None:
    mine = registered()
    code = digits()
    for _ in range(4):
        with pytest.raises(WrongCode):
            typed(mine, other_than(code))
    with pytest.raises(CodeEnded):
        typed(mine, other_than(code))
    with pytest.raises(CodeEnded):
        typed(mine, code)
    assert not Person.objects.exists()


def test_the_digits_end_after_ten_minutes_and_with_the_next_ones() -> None:
    mine = registered()
    first = digits()
    with pytest.raises(CodeEnded):
        typed(mine, first, LASTS + timedelta(seconds=1))
    journey.send_again(act(), registration=mine, by="sms")
    assert Message.objects.latest("pk").channel == "sms"
    if first != digits():
        with pytest.raises(WrongCode):
            typed(mine, first)
    assert typed(mine, digits())


def test_the_digits_of_one_registration_open_no_other() -> None:
    registered()
    code = digits()
    other = registered(OTHER, "1407014107900002")
    if code != digits():
        with pytest.raises(WrongCode):
            typed(other, code)


def test_a_number_with_an_account_gets_no_digits_and_the_page_cannot_tell() -> None:
    uid, token = typed(registered(), digits())
    journey.activate(act(), uid=uid, token=token, password=PASSWORD)
    again = registered()
    assert Message.objects.latest("pk").template == "has_account"
    with pytest.raises(WrongCode):
        typed(again, "000000")


def answer(registration: Registration, number: str = PHONE, text: str = "", later: timedelta = timedelta()) -> str:
    said = text or f"{ways.ASKS} {registration.chat_code}"
    found = prove_number.answer(Act(SYSTEM, act(later).at, "job"), text=said, number=number, user_id="ID.contoh")
    return found.key if found else ""


def test_a_message_from_the_very_number_brings_the_link_and_no_digits() -> None:
    mine = registered()
    found = prove_number.answer(act(), text=f" aktif: {mine.chat_code.lower()}. ", number=PHONE, user_id="")
    assert found and found.key == "activation"
    assert not re.search(r"\b\d{6}\b", found.text())
    uid, token = found.link.split("/aktivasi/")[1].split("/")[:2]
    assert journey.activate(act(), uid=uid, token=token, password=PASSWORD).phone == PHONE
    assert answer(mine) == "has_account"


def test_who_registers_the_number_of_another_gains_nothing_by_the_message_of_its_owner() -> None:
    mine = registered()
    assert answer(mine) == "activation"
    with pytest.raises(WrongCode):
        typed(mine, other_than(digits()))
    assert not Person.objects.exists(), "only who reads the chat can go on"


@pytest.mark.parametrize("number", ["", OTHER])
def test_another_number_or_none_proves_nothing(number: str) -> None:
    assert answer(registered(), number) == "not_proved"


def test_a_code_that_is_unknown_or_old_is_answered_alike() -> None:
    mine = registered()
    assert answer(mine, text="AKTIF ABCDEFGH") == "not_proved"
    assert answer(mine, later=timedelta(days=1, seconds=1)) == "not_proved"


@pytest.mark.parametrize("text", ["", "aktif", "Halo, akun saya belum aktif", "AKTIF ABC", "STATUS ABCDEFGH"])
def test_other_messages_are_left_to_others(text: str) -> None:
    registered()
    assert prove_number.answer(act(), text=text, number=PHONE, user_id="") is None


def test_one_number_is_answered_a_few_times_in_an_hour() -> None:
    mine = registered()
    assert [answer(mine, OTHER) for _ in range(5)] == ["not_proved"] * 3 + [""] * 2
    assert answer(mine) == "activation"


def test_the_address_of_the_message_names_the_registration_and_our_number() -> None:
    mine = registered()
    with override_settings(WHATSAPP_NUMBER="+628111000099"):
        assert ways.to_write_to_us(mine) == f"https://wa.me/628111000099?text=AKTIF%20{mine.chat_code}"
    assert ways.to_write_to_us(mine) == "", "no number is set"


def test_without_a_channel_nothing_is_registered() -> None:
    with override_settings(ADAPTERS={}), pytest.raises(ways.NoWay):
        registered()
    assert not Registration.objects.exists()


def test_whatsapp_goes_before_sms_which_anybody_on_the_way_can_read() -> None:
    registered()
    assert ways.to_number() == ["whatsapp", "sms"]
    assert Message.objects.get().channel == "whatsapp"


def test_an_office_with_sms_alone_sends_by_sms() -> None:
    fake = {"BACKEND": "silastri.adapters.messaging.fake.OnScreen", "OPTIONS": {}}
    with override_settings(ADAPTERS={"sms": fake, "email": fake}):
        registered()
    assert Message.objects.get().channel == "sms"


def test_a_new_password_comes_by_digits_too() -> None:
    uid, token = typed(registered(), digits())
    person = journey.activate(act(), uid=uid, token=token, password=PASSWORD)
    asked = new_password.send_link(act(), phone=PHONE)
    with pytest.raises(WrongCode):
        new_password.by_code(act(), asked=asked, typed=other_than(digits()))
    uid, token = new_password.by_code(act(), asked=asked, typed=digits())
    assert new_password.renew(act(), uid=uid, token=token, password="sandi-baru-3") == person
    with pytest.raises(CodeEnded):
        new_password.by_code(act(), asked=asked, typed=digits())
    with pytest.raises(CodeEnded):
        new_password.by_code(act(), asked="lain", typed=digits())
