"""People are reached by e-mail or through somebody they trust, once whoever reads there has agreed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client, override_settings

from silastri.adapters.messaging.fake import UNREACHABLE
from silastri.apps.accounts.models import Address, Person
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.refusal import NotThere, TooOften
from silastri.domain.words.messages.case import News, Progress
from silastri.journey.apply import addresses as journey
from silastri.journey.case import reach, tell
from silastri.journey.outbox.fall_back import fall_back
from silastri.journey.outbox.send import send
from tests.builders import MONDAY, Town, a_case

DAY = MONDAY.replace(hour=10) + timedelta(days=7)
MAIL, FRIEND = "rani@contoh.id", "+628111000044"


@pytest.fixture
def rani(town: Town) -> Person:
    return town.citizens[0]


def act(person: Person, at: datetime = DAY) -> Act:
    return Act(Actor(person.pk, person.name), at, "web")


def token() -> str:
    return Message.objects.latest("pk").body.split("/kabar/")[1].split("/")[0]


def with_email(person: Person, mail: str = MAIL) -> Address:
    journey.add_email(act(person), person=person, email=mail)
    return journey.agree(act(person), token=token())


def with_friend(person: Person, phone: str = FRIEND) -> Address:
    journey.name_trusted(act(person), person=person, whose="Udin Contoh", phone=phone)
    return journey.agree(act(person), token=token())


def told(case: Case, words: type[News] = News) -> Message:
    said = words(what="Surat siap", service="Layanan", ref=case.ref, then="", link="http://testserver/x")
    made = tell.message(act(case.applicant), case, case.applicant, said)
    made.save()
    return made


def sent(at: datetime = DAY) -> list[tuple[str, str, str]]:
    while send(Act(SYSTEM, at, "job")):
        pass
    return list(Message.objects.order_by("pk").values_list("channel", "to", "state"))


@pytest.fixture
def case(town: Town) -> Case:
    found = a_case(town)
    Message.objects.all().delete()
    return found


@pytest.fixture
def without_phone(case: Case) -> Case:
    Person.objects.filter(pk=case.applicant_id).update(phone=None)
    case.applicant.phone = None
    return case


def test_an_email_is_used_once_its_link_was_opened(rani: Person) -> None:
    journey.add_email(act(rani), person=rani, email=" Rani@Contoh.id ")
    assert (Message.objects.get().channel, Message.objects.get().to) == ("email", MAIL)
    assert reach.by_email(rani) == ""
    journey.agree(act(rani), token=token())
    assert reach.by_email(rani) == MAIL
    with pytest.raises(journey.AddressLinkEnded):
        journey.agree(act(rani), token=token())


def test_a_new_email_takes_the_place_of_the_old_when_it_is_proved(rani: Person) -> None:
    with_email(rani)
    journey.add_email(act(rani), person=rani, email="baru@contoh.id")
    assert reach.by_email(rani) == MAIL
    journey.agree(act(rani), token=token())
    assert reach.by_email(rani) == "baru@contoh.id"
    assert Address.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "rani", "rani@", "rani@contoh", "a@b.c d"])
def test_what_is_no_address_is_refused(rani: Person, typed: str) -> None:
    with pytest.raises(journey.NoEmail):
        journey.add_email(act(rani), person=rani, email=typed)
    assert not Address.objects.exists()


def test_without_a_sender_of_email_none_is_taken(rani: Person) -> None:
    with override_settings(ADAPTERS={}), pytest.raises(journey.NoEmail):
        journey.add_email(act(rani), person=rani, email=MAIL)


def test_a_link_ends_after_a_day_with_its_address_and_when_it_was_made_elsewhere(rani: Person) -> None:
    kept = journey.add_email(act(rani), person=rani, email=MAIL)
    with pytest.raises(journey.AddressLinkEnded):
        journey.agree(act(rani, DAY + timedelta(days=1, seconds=1)), token=token())
    journey.remove(act(rani), person=rani, pk=kept.pk)
    for made in (token(), "", "abc", "%%%", token()[:-4] + "AAAA"):
        with pytest.raises(journey.AddressLinkEnded):
            journey.agree(act(rani), token=made)


def test_nobody_removes_the_address_of_another(town: Town, rani: Person) -> None:
    kept = with_email(rani)
    with pytest.raises(NotThere):
        journey.remove(act(town.citizens[1]), person=town.citizens[1], pk=kept.pk)
    assert Address.objects.filter(pk=kept.pk).exists()


def test_one_number_is_asked_a_few_times_in_an_hour(rani: Person) -> None:
    for _ in range(3):
        journey.name_trusted(act(rani), person=rani, whose="Udin Contoh", phone=FRIEND)
    with pytest.raises(TooOften):
        journey.name_trusted(act(rani), person=rani, whose="Udin Contoh", phone=FRIEND)


def test_one_account_does_not_write_to_all_the_world(rani: Person) -> None:
    for n in range(3):
        with_friend(rani, f"+62812777700{n:02}")
    for n in range(2):
        with_email(rani, f"orang{n}@contoh.example")
    with pytest.raises(TooOften):
        with_email(rani, "orang9@contoh.example")
    with pytest.raises(TooOften):
        with_friend(rani, "+6281277770099")
    assert Message.objects.filter(template__in=("prove_address", "ask_trusted")).count() == 5


def test_somebody_trusted_is_asked_without_a_name_and_sees_half_of_it(rani: Person) -> None:
    journey.name_trusted(act(rani), person=rani, whose="Udin Contoh", phone=FRIEND)
    asked = Message.objects.get()
    assert asked.to == FRIEND
    assert not {"Rani", "Udin"} & set(asked.body.split())
    assert journey.asked(DAY, token=token()).applicant == "Ra*i Con**h"
    journey.decline(act(rani), token=token())
    assert not Address.objects.exists()


def test_the_own_number_is_nobody_elses(rani: Person) -> None:
    with pytest.raises(journey.HisOwnNumber):
        journey.name_trusted(act(rani), person=rani, whose="Udin Contoh", phone=rani.phone or "")


def test_who_has_no_phone_is_told_through_somebody_trusted(without_phone: Case) -> None:
    with_friend(without_phone.applicant)
    made = told(without_phone)
    assert (made.channel, made.to, made.template) == ("whatsapp", FRIEND, "news_for_another")
    assert without_phone.applicant.name.split()[0] not in made.body
    assert f"/lacak/{without_phone.ref}/" in made.body
    assert "http://testserver/x" not in made.body
    assert sent()[-1] == ("whatsapp", FRIEND, "sent")


def test_without_anybody_what_he_must_know_is_a_slip(without_phone: Case) -> None:
    journey.name_trusted(act(without_phone.applicant), person=without_phone.applicant, whose="Udin", phone=FRIEND)
    made = told(without_phone)
    assert (made.channel, made.to, made.template) == ("slip", "", "news"), "nobody has agreed yet"
    assert not reach.is_told(without_phone.applicant, Progress(what="", service="", ref="", then="", link=""))


def test_an_own_email_comes_before_somebody_trusted(without_phone: Case) -> None:
    with_friend(without_phone.applicant)
    with_email(without_phone.applicant)
    assert told(without_phone).to == MAIL


def test_a_number_that_fails_is_followed_by_email_somebody_trusted_and_the_slip(case: Case) -> None:
    rani = case.applicant
    with_email(rani)
    with_friend(rani, UNREACHABLE)
    Message.objects.all().delete()
    made = told(case)
    Message.objects.filter(pk=made.pk).update(to=UNREACHABLE)
    Person.objects.filter(pk=rani.pk).update(phone=UNREACHABLE)
    assert sent() == [("whatsapp", UNREACHABLE, "failed"), ("sms", UNREACHABLE, "failed"), ("email", MAIL, "sent")]
    Message.objects.filter(channel="email").update(state="failed")
    fall_back(Act(SYSTEM, DAY, "job"), Message.objects.select_related("case", "person").get(channel="email"))
    assert sent()[3:] == [
        ("whatsapp", UNREACHABLE, "failed"), ("sms", UNREACHABLE, "failed"), ("slip", "", "queued"),
    ]  # fmt: skip
    assert [one.template for one in Message.objects.order_by("pk")[3:]] == ["news_for_another"] * 3


def test_what_is_shown_before_handing_in_is_how_he_is_told(case: Case, without_phone: Case) -> None:
    rani = case.applicant
    assert reach.shown(rani) == []
    with_friend(rani)
    assert [(one.to, one.whose) for one in reach.shown(rani)] == [(FRIEND, "Udin Contoh")]
    rani.phone = "+628111000001"
    assert [one.to for one in reach.shown(rani)] == ["+628111000001", FRIEND]
    with override_settings(ADAPTERS={}):
        assert reach.shown(rani) == []


def test_a_trial_goes_by_each_of_his_own_ways(rani: Person) -> None:
    with_email(rani)
    with_friend(rani)
    Message.objects.all().delete()
    assert journey.send_trial(act(rani), person=rani) == ["whatsapp", "email"]
    assert {one.to for one in Message.objects.all()} == {rani.phone, MAIL}


def test_the_pages(town: Town, rani: Person, browser: Callable[..., Client]) -> None:
    client = browser(rani)
    assert "Cara kami menghubungi Anda" in client.get("/akun/").content.decode()
    assert client.post("/akun/kabar/pos-el/", {"posel": "x"}).status_code == 422
    bad = client.post("/akun/kabar/orang/", {"orang_nama": "Udin Contoh", "orang_telepon": "12"})
    assert (bad.status_code, "Centang dulu" in bad.content.decode()) == (422, True)
    client.post("/akun/kabar/orang/", {"orang_nama": "Udin Contoh", "orang_telepon": FRIEND, "setuju": "on"})
    page = client.get(f"/kabar/{token()}/")
    assert "Ra*i Con**h" in page.content.decode()
    assert "Terima kasih" in client.post(f"/kabar/{token()}/").content.decode()
    assert client.get(f"/kabar/{token()}/").status_code == 409
    assert "Dipakai sejak" in client.get("/akun/kabar/").content.decode()
    client.post("/akun/kabar/coba/")
    assert Message.objects.latest("pk").template == "try_address"
