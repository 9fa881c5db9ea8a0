"""Telephone numbers are given to others: an account of long ago asks what its owner alone knows."""

from datetime import timedelta
from typing import Any

import pytest

from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message
from silastri.domain.refusal import TooOften
from silastri.journey.apply import new_password
from silastri.journey.apply.owner import NotTheOwner
from silastri.journey.apply.register import LinkExpired
from tests.builders import MONDAY, Town, a_case

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=200)
GOOD = "kedondong ungu palu"


def link(town: Town, person: Person) -> dict[str, str]:
    """What the number of the person is sent who asks for a new password."""
    new_password.send_link(town.citizen_act(at=LATER), phone=person.phone or "")
    uid, token = Message.objects.latest("pk").body.split("/sandi-baru/")[1].split("/")[:2]
    return {"uid": uid, "token": token}


@pytest.fixture
def rani(town: Town) -> Person:
    """She signed in last on that Monday."""
    person = town.citizens[0]
    Person.objects.filter(pk=person.pk).update(used_at=MONDAY)
    person.refresh_from_db()
    return person


def test_a_code_to_the_number_alone_does_not_open_an_old_account(town: Town, rani: Person) -> None:
    ref, last = a_case(town).ref, (rani.nik or "")[-6:]
    sent = link(town, rani)
    act = town.citizen_act(at=LATER)
    for nik, typed in (("", ""), (last, ""), ("000000", ref), (last, "RHL-0000")):
        with pytest.raises((NotTheOwner, TooOften)):
            new_password.renew(act, **sent, password=GOOD, nik=nik, ref=typed)
    rani.refresh_from_db()
    assert not rani.check_password(GOOD)
    patient = town.citizen_act(at=LATER + timedelta(days=2))
    new_password.renew(patient, **sent, password=GOOD, nik=last, ref=ref.lower())
    rani.refresh_from_db()
    assert rani.check_password(GOOD)
    assert "kata sandi baru dibuat" in Message.objects.latest("pk").body


def test_without_an_application_the_nik_is_asked(town: Town, rani: Person) -> None:
    sent, act = link(town, rani), town.citizen_act(at=LATER)
    with pytest.raises(NotTheOwner):
        new_password.renew(act, **sent, password=GOOD)
    new_password.renew(act, **sent, password=GOOD, nik=(rani.nik or "")[-6:])


def test_who_signed_in_not_long_ago_is_asked_nothing(town: Town, rani: Person) -> None:
    Person.objects.filter(pk=rani.pk).update(used_at=LATER - timedelta(days=179))
    new_password.renew(town.citizen_act(at=LATER), **link(town, rani), password=GOOD)


def test_word_that_the_number_changed_hands_asks_at_once(town: Town, rani: Person) -> None:
    Person.objects.filter(pk=rani.pk).update(used_at=LATER, number_doubted_at=LATER)
    with pytest.raises(NotTheOwner):
        new_password.renew(town.citizen_act(at=LATER), **link(town, rani), password=GOOD)


def test_of_two_who_open_a_link_at_once_one_chooses_the_password(
    town: Town, rani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.filter(pk=rani.pk).update(used_at=LATER)
    sent, act = link(town, rani), town.citizen_act(at=LATER)
    looked = new_password.passwords.must_be_good

    def while_another_does(*given: Any, **more: Any) -> None:
        looked(*given, **more)
        monkeypatch.setattr(new_password.passwords, "must_be_good", looked)
        new_password.renew(act, **sent, password=GOOD)

    monkeypatch.setattr(new_password.passwords, "must_be_good", while_another_does)
    with pytest.raises(LinkExpired):
        new_password.renew(act, **sent, password="mangga hijau kelapa")
    rani.refresh_from_db()
    assert rani.check_password(GOOD)
