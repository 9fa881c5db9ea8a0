"""Whoever watches over an office is called when something looks odd, once a day, and not for what is about himself."""

from dataclasses import replace
from datetime import datetime, timedelta

from silastri.apps.audit.operations import log
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.journey.watch.look import look
from tests.builders import MONDAY, STANDARDS, WIB, Town, a_town


def signed_in_at_night(town: Town, post: str, day: int) -> None:
    person = town.officer(post)
    log(Act(Actor(person.pk, person.name), datetime(2026, 11, day, 1, tzinfo=WIB), "web"), "sign_in")


def called() -> list[str]:
    found = Message.objects.filter(template="something_to_read").order_by("pk")
    assert all("/petugas/keanehan/" in one.body for one in found)
    return [one.person.name for one in found if one.person]


def test_watchers_are_called_once_a_day(town: Town) -> None:
    auditors = {one.name for one in (a_town(STANDARDS / "inspektorat").officer("auditor"),)}
    act = Act(replace(SYSTEM, office=town.office.pk), MONDAY + timedelta(days=1), "job")
    assert look(act) == 0
    assert not called()
    signed_in_at_night(town, "loket", 10)
    assert look(act) == 1
    assert auditors <= set(called()) and town.officer("loket").name not in called()
    before = called()
    assert look(act) == 0
    signed_in_at_night(town, "back_office", 10)
    assert look(act) == 1
    assert called() == before, "it is the same day"
    assert all(one.due_at >= act.at for one in Message.objects.filter(template="something_to_read"))


def test_nobody_is_called_for_what_is_about_himself(town: Town) -> None:
    readers = a_town(STANDARDS / "inspektorat")
    signed_in_at_night(readers, "auditor", 10)
    assert look(Act(replace(SYSTEM, office=readers.office.pk), MONDAY + timedelta(days=2), "job")) == 1
    assert readers.officer("auditor").name not in called()
