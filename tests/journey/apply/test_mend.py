"""People mend their name and number; the new number is proved by its link, and the old one is told."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.messages.models import Message
from silastri.domain.refusal import TooOften
from silastri.journey.apply import counter, mend, new_password, owner, sessions
from silastri.journey.apply.register import LinkExpired
from silastri.journey.apply.typed_code import CodeEnded, WrongCode
from tests.builders import MONDAY, Town, a_case

pytestmark = pytest.mark.django_db
OLD, NEW = "+6281200000001", "+6281277770001"


@pytest.fixture
def rani(town: Town) -> Person:
    """Her identity card was never seen."""
    person = town.citizens[0]
    person.identified_at = None
    person.save()
    return person


def token(template: str = "new_number") -> str:
    body = Message.objects.filter(template=template).latest("pk").body
    return str(body.split("/akun/nomor/")[1].split("/")[0])


def old_code(to: str = OLD) -> str:
    return re.findall(r"\b\d{6}\b", Message.objects.filter(template="old_number_code", to=to).latest("pk").body)[0]


def told(to: str) -> list[str]:
    return list(Message.objects.filter(to=to).order_by("pk").values_list("template", flat=True))


def test_a_number_is_changed_when_its_link_is_opened_and_the_old_one_hears_of_it(town: Town, rani: Person) -> None:
    mend.ask_number(town.citizen_act(), person=rani, phone=NEW)
    rani.refresh_from_db()
    assert rani.phone == OLD, "nothing changes before the proof"
    assert told(OLD) == ["old_number_code"]
    assert mend.number_of(MONDAY, token=token()) == NEW
    with pytest.raises(WrongCode):
        mend.use_number(town.citizen_act(), token=token(), typed="12345x")
    mend.use_number(town.citizen_act(), token=token(), typed=old_code())
    rani.refresh_from_db()
    assert rani.phone == NEW
    assert told(OLD) == ["old_number_code", "number_changed"]
    assert "0812-xxxx-001" in Message.objects.filter(to=OLD).latest("pk").body
    assert list(LogEntry.objects.order_by("pk").values_list("what", flat=True))[-2:] == ["ask_number", "change_number"]
    with pytest.raises(mend.LinkEnded):
        mend.use_number(town.citizen_act(), token=token())


@pytest.mark.parametrize("made_up", ["", "x", "AQ", "A" * 200, "é"])
def test_a_link_that_is_not_ours_changes_nothing(town: Town, rani: Person, made_up: str) -> None:
    with pytest.raises(mend.LinkEnded):
        mend.use_number(town.citizen_act(), token=made_up)
    rani.refresh_from_db()
    assert rani.phone == OLD


def test_a_link_ends_after_a_day(town: Town, rani: Person) -> None:
    mend.ask_number(town.citizen_act(), person=rani, phone=NEW)
    with pytest.raises(mend.LinkEnded):
        mend.use_number(town.citizen_act(at=MONDAY + timedelta(hours=25)), token=token())
    rani.refresh_from_db()
    assert rani.phone == OLD


def test_the_number_of_another_account_is_not_taken(town: Town, rani: Person) -> None:
    others = town.citizens[1].phone or ""
    mend.ask_number(town.citizen_act(), person=rani, phone=others)
    assert told(others) == ["has_account"], "its owner alone learns that it has one"


def test_a_number_that_another_got_meanwhile_is_not_taken(town: Town, rani: Person) -> None:
    mend.ask_number(town.citizen_act(), person=rani, phone=NEW)
    Person.objects.filter(pk=town.citizens[1].pk).update(phone=NEW)
    with pytest.raises(mend.NumberTaken):
        mend.use_number(town.citizen_act(), token=token(), typed=old_code())
    rani.refresh_from_db()
    assert rani.phone == OLD


def test_a_number_gets_few_links(town: Town, rani: Person) -> None:
    acts = [town.citizen_act(at=MONDAY + timedelta(minutes=n)) for n in range(4)]
    for act in acts[:3]:
        mend.ask_number(act, person=rani, phone=NEW)
    with pytest.raises(TooOften):
        mend.ask_number(acts[3], person=rani, phone=NEW)
    assert told(NEW) == ["new_number"] * 3


def test_one_account_does_not_ask_for_number_after_number(town: Town, rani: Person) -> None:
    """Each number that is asked for brings a new code to the old one, and five guesses at it."""
    acts = [town.citizen_act(at=MONDAY + timedelta(minutes=n)) for n in range(8)]
    for n, act in enumerate(acts[:5]):
        mend.ask_number(act, person=rani, phone=f"+62812777700{n:02}")
    kept, made = token(), old_code()
    with pytest.raises(TooOften):
        mend.ask_number(acts[5], person=rani, phone="+6281277770099")
    assert told(OLD) == ["old_number_code"] * 5 and not told("+6281277770099")
    for guess in range(5):
        with pytest.raises((WrongCode, CodeEnded)):
            mend.use_number(acts[6], token=kept, typed=f"{(int(made) + guess + 1) % 10**6:06}")
    with pytest.raises(CodeEnded):
        mend.use_number(acts[7], token=kept, typed=made)


def test_a_password_link_to_the_old_number_dies_with_it(town: Town, rani: Person) -> None:
    new_password.send_link(town.citizen_act(), phone=OLD)
    uid, password_token = Message.objects.latest("pk").body.split("/sandi-baru/")[1].split("/")[:2]
    mend.ask_number(town.citizen_act(), person=rani, phone=NEW)
    mend.use_number(town.citizen_act(), token=token(), typed=old_code())
    with pytest.raises(LinkExpired):
        new_password.renew(town.citizen_act(), uid=uid, token=password_token, password="sandi-baru-3")


def test_one_mends_the_own_name_while_nobody_compared_it(town: Town, rani: Person) -> None:
    mend.name(town.citizen_act(), person=rani, name="Rani Contoh Sari")
    rani.refresh_from_db()
    assert rani.name == "Rani Contoh Sari"
    assert LogEntry.objects.latest("pk").what == "mend_name"


def test_a_name_that_was_compared_with_the_card_is_mended_at_the_counter(town: Town) -> None:
    person = town.citizens[1]
    with pytest.raises(mend.NotByYourself, match="datang ke loket"):
        mend.name(town.citizen_act(1), person=person, name="Nama Lain")
    person.refresh_from_db()
    assert person.name == "Slamet Contoh"


def test_a_name_on_its_way_into_a_letter_is_not_changed(town: Town, rani: Person) -> None:
    a_case(town)
    with pytest.raises(mend.NotByYourself, match="sedang diproses"):
        mend.name(town.citizen_act(), person=rani, name="Nama Lain")


def test_an_officer_does_not_change_the_name_under_which_he_signs(town: Town) -> None:
    act = town.act("kepala_dinas")
    with pytest.raises(mend.NotByYourself, match="pengelola sistem"):
        mend.name(act, person=town.officer("kepala_dinas"), name="Nama Lain")


def at_counter(town: Town, person: Person, **changed: str) -> Person:
    act = replace(town.act("back_office"), via="counter")
    typed = {"name": person.name, "phone": person.phone or ""} | changed
    return counter.take_in(act, nik=person.nik or "", **typed)


def test_the_counter_mends_a_name_by_the_card_and_the_person_hears_of_it(town: Town) -> None:
    person = town.citizens[1]
    assert at_counter(town, person, name="Slamet Contoh Widodo") == person
    person.refresh_from_db()
    assert person.name == "Slamet Contoh Widodo"
    assert told(person.phone or "") == ["name_mended"]
    entry = LogEntry.objects.get(what="mend_name")
    assert (entry.person_id, entry.about) == (town.officer("back_office").pk, str(person.pk))


@pytest.fixture
def lost(town: Town) -> Person:
    """Slamet, who told the counter another number: the telephone of the old one is lost."""
    person = town.citizens[1]
    at_counter(town, person, phone=NEW)
    person.refresh_from_db()
    return person


def test_a_number_that_the_counter_writes_down_is_told_to_the_old_one_before_it_is_used(
    town: Town, lost: Person
) -> None:
    old = lost.phone or ""
    assert told(old) == ["old_number_code", "number_asked"]
    just_before = town.citizen_act(1, at=MONDAY + timedelta(hours=23, minutes=59))
    with pytest.raises((WrongCode, CodeEnded)):
        mend.use_number(just_before, token=token("new_number_later"))
    lost.refresh_from_db()
    assert lost.phone == old, "an officer alone cannot take an account to another number"
    mend.use_number(town.citizen_act(1, at=MONDAY + timedelta(hours=24)), token=token("new_number_later"))
    lost.refresh_from_db()
    assert lost.phone == NEW
    assert told(old)[-1] == "number_changed"


def test_who_reads_at_both_numbers_does_not_wait(town: Town, lost: Person) -> None:
    mend.use_number(town.citizen_act(1), token=token("new_number_later"), typed=old_code(lost.phone or ""))
    lost.refresh_from_db()
    assert lost.phone == NEW and not lost.number_doubted_at


def test_a_new_password_ends_what_the_counter_wrote_down(town: Town, lost: Person) -> None:
    """So the owner stops it who hears of it; who has found the telephone is asked what the owner knows."""
    sessions.change_password(town.citizen_act(1), person=lost, password="tangga biru kelapa", key="")
    for later in (timedelta(), timedelta(days=2)):
        with pytest.raises(mend.LinkEnded):
            mend.use_number(town.citizen_act(1, at=MONDAY + later), token=token("new_number_later"))
    new_password.send_link(town.citizen_act(1), phone=lost.phone or "")
    uid, found = Message.objects.latest("pk").body.split("/sandi-baru/")[1].split("/")[:2]
    with pytest.raises(owner.NotTheOwner):
        new_password.renew(town.citizen_act(1), uid=uid, token=found, password="mangga hijau kelapa")


def test_a_link_of_the_counter_ends_after_a_week(town: Town, lost: Person) -> None:
    with pytest.raises(mend.LinkEnded):
        mend.use_number(town.citizen_act(1, at=MONDAY + timedelta(days=8)), token=token("new_number_later"))


def test_the_counter_that_changes_nothing_tells_nothing(town: Town) -> None:
    person = town.citizens[1]
    at_counter(town, person, phone="")
    at_counter(town, person)
    assert not Message.objects.exists()
    assert not LogEntry.objects.filter(what="mend_name").exists()
