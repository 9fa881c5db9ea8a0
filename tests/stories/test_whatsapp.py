"""A citizen who has WhatsApp alone: from *Kirim kode* to *Surat siap*, asks twice where it is, and pays nothing."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message
from silastri.apps.payments.models import Bill
from silastri.domain.kinds import Kind
from silastri.jobs import worker
from silastri.practice.runner import Runner
from tests.builders import JOMPO, MONDAY, Town
from tests.incoming import wrote

NUMBER, NIK = "+6281110000077", "1407014107900077"


def read(kind: str) -> list[str]:
    """What came to the telephone, the oldest first."""
    sent = Message.objects.filter(to=NUMBER, channel="whatsapp", state="sent").order_by("pk")
    return [one.body for one in sent if kind in one.body]


def test_with_whatsapp_alone(town: Town, settings: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WHATSAPP_NUMBER = "+6281110000099"
    day = MONDAY.replace(hour=10) + timedelta(days=1)
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: day)

    # Kirim kode: the page opens WhatsApp with a message that is ready to be sent, and the answer brings the link.
    typed = {"nama": "Warga Contoh", "nik": NIK, "telepon": "0811-1000-0077", "setuju": "on"}
    page = client.post("/daftar/", typed, follow=True).content.decode()
    address = re.search(r'href="(https://wa\.me/[^"]+)"', page)
    assert address, page
    wrote(parse_qs(urlsplit(address[1].replace("&amp;", "&")).query)["text"][0], day, number=NUMBER)
    worker.send_messages(day)
    [link] = re.findall(r"https?://\S+/aktivasi/\S+", read("/aktivasi/")[-1])
    secret = "gerimis-di-pelabuhan-77"
    answer = client.post(urlsplit(link).path, {"sandi": secret}, follow=True)
    assert answer.status_code == 200
    person = Person.objects.get(phone=NUMBER)
    assert person.activated_at

    runner = Runner(town.service(JOMPO), person, day + timedelta(hours=6), 0)
    case = runner.submitted()
    asked = []
    while case.step and runner.definition.sop.step(case.step).kind is not Kind.HAND_OVER:
        case = runner.onward(case)
        if runner.definition.sop.step(case.step).kind in (Kind.NUMBER, Kind.PRINT):  # twice he wonders where it is
            at = day + timedelta(minutes=20 * (len(asked) + 1))
            asked += wrote(f"status {case.ref.lower()}", at, number=NUMBER)
    while worker.send_messages(day + timedelta(hours=7)):
        pass

    assert len(asked) == 2, asked
    assert all(case.ref in said and "Langkah" in said for said in asked)
    assert all(NIK not in said and "Contoh" not in said for said in asked)
    ready = read(case.ref)[-1]
    assert "Ambil di" in ready
    told = Message.objects.filter(person=person)
    assert not told.exclude(channel="whatsapp").exists(), "nothing else was needed"
    assert not Bill.objects.filter(case=case).exists(), "he pays nothing"
