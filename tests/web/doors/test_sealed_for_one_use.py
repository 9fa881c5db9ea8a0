"""What is sealed for one use or person opens for no other: a search makes no link, and nobody reads another's."""

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Address, Person
from silastri.apps.messages.models import Message
from silastri.journey.apply import addresses, mend
from silastri.journey.apply.addresses import AddressLinkEnded
from silastri.journey.apply.mend import LinkEnded
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]
MAIL, PHONE = "orang.lain@contoh.id", "+6281277770001"


def searched(client: Client, words: str, path: str = "/permohonan/") -> str:
    sent = client.post(path, {"cari": words})
    (found,) = parse_qs(urlsplit(sent["Location"]).query)["cari"]
    return found


def shown(client: Client, token: str, path: str = "/permohonan/") -> str:
    return client.get(path, {"cari": token}).content.decode()


def test_a_search_proves_no_address(town: Town, browser: Browser) -> None:
    rani = town.citizens[0]
    addresses.add_email(town.citizen_act(), person=rani, email=MAIL)
    kept, until = Address.objects.get(), timezone.now() + timedelta(days=300)
    forged = searched(browser(rani), json.dumps([kept.pk, kept.value, kept.whose, until.timestamp()]))
    with pytest.raises(AddressLinkEnded):
        addresses.agree(town.citizen_act(), token=forged)
    browser(rani).post(f"/kabar/{forged}/")
    kept.refresh_from_db()
    assert kept.proven_at is None


def test_a_search_opens_no_link_and_makes_none(town: Town, browser: Browser) -> None:
    rani = town.citizens[0]
    mend.ask_number(town.citizen_act(), person=rani, phone=PHONE)
    body = Message.objects.filter(template="new_number").latest("pk").body
    link = body.split("/akun/nomor/")[1].split("/")[0]
    a_case(town)
    page = shown(browser(rani), link)
    assert rani.phone
    assert PHONE not in page
    assert rani.phone not in page
    said = [rani.pk, rani.phone, PHONE, 9e9, False, 0.0, ""]
    with pytest.raises(LinkEnded):
        mend.number_of(timezone.now(), token=searched(browser(rani), json.dumps(said)))


def test_nobody_reads_what_another_searched_for(town: Town, browser: Browser) -> None:
    officer = browser(town.officer("back_office"))
    token = searched(officer, "Nama Rahasia", "/petugas/permohonan/")
    assert "Nama Rahasia" in shown(officer, token, "/petugas/permohonan/")
    a_case(town)
    for other, path in ((town.citizens[0], "/permohonan/"), (town.officer("loket"), "/petugas/permohonan/")):
        page = shown(browser(other), token, path)
        assert "Nama Rahasia" not in page
