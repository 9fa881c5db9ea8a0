"""Screens of the hall, each in a browser of its own."""

import re
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.devices.models import Device
from silastri.apps.offices import queries as offices
from silastri.apps.tickets import operations
from silastri.apps.tickets.models import Counter, Ticket
from tests.builders import MONDAY, Town

Browser = Callable[[Person | None], Client]
USE = {"nama": "Layar contoh", "lebar": "80", "suara": "on"}


def code_on(screen: Client) -> str:
    """What a screen without a use shows."""
    page = screen.get("/perangkat/").content.decode()
    found = re.search(r'new-device__code mono">(\w{3} \w{3})<', page)
    assert found, page
    return found[1]


def a_screen(town: Town, browser: Browser, mode: str, **use: str) -> Client:
    """A browser that a manager tied to its use."""
    screen = Client()
    sent = USE | {"kode": code_on(screen), "kegunaan": mode} | use
    tied = manager_of(town, browser).post("/kelola/perangkat/", sent)
    assert tied.status_code == 302, tied.content.decode()
    return screen


def manager_of(town: Town, browser: Browser) -> Client:
    return browser(town.officer(offices.definition(town.office).posts[0].key))


def tied() -> Device:
    return Device.objects.get(tied_at__isnull=False)


def with_queue(town: Town) -> Counter:
    """Somebody sits at counter 2 of the office."""
    return Counter.objects.create(office=town.office, number=2, person=town.officer("loket"), since=MONDAY)


def call(town: Town, counter: Counter, number: str, at: datetime = MONDAY) -> None:
    """The counter calls that number."""
    letter, _, serial = number.partition("-")
    with transaction.atomic():
        day = operations.lock(town.office.pk, at.date())
        found = Ticket.objects.get(office=town.office, on=day.on, letter=letter, serial=int(serial))
        operations.called(day, found, counter, town.act("loket", at))
