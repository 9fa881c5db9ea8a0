"""An officer chooses how he is told of his work."""

from collections.abc import Callable
from datetime import time

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.choices.models import Choice
from silastri.journey.desk import choose_news
from tests.builders import Town

Browser = Callable[[Person | None], Client]
HERE = "/petugas/kabar/"


def test_by_the_menu_he_chooses_and_sees_it_again(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    assert f'href="{HERE}"' in client.get("/petugas/").content.decode()
    page = client.get(HERE).content.decode()
    assert 'value="each" checked' in page
    assert 'value="whatsapp" checked' in page
    assert 'value="email"' not in page, "no address of his is known"
    assert "07.30 sampai 16" in page
    sent = {"kabar": "morning", "saluran": "whatsapp", "mulai": "08:00", "sampai": "19:30"}
    assert client.post(HERE, sent)["Location"] == HERE
    made = Choice.objects.get()
    assert (made.person, made.style, made.hours) == (town.officer("back_office"), "morning", (time(8), time(19, 30)))
    page = client.get(HERE).content.decode()
    assert "Pengaturan kabar tersimpan." in page
    assert 'value="morning" checked' in page
    assert 'value="19:30"' in page
    client.post(HERE, {"kabar": "both", "saluran": "whatsapp", "mulai": "", "sampai": ""})
    assert (Choice.objects.get().style, Choice.objects.get().hours) == ("both", None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mulai": "08:00"}, "Isi jamnya, atau kosongkan keduanya."),
        ({"sampai": "08:00"}, "Isi jamnya, atau kosongkan keduanya."),
        ({"mulai": "16:00", "sampai": "08:00"}, "Pilih jam sesudah jam mulai"),
        ({"mulai": "08:00", "sampai": "08:00"}, "Pilih jam sesudah jam mulai"),
        ({"mulai": "05:00", "sampai": "16:00"}, "antara pukul 06.00 dan 21.00"),
        ({"mulai": "08:00", "sampai": "23:00"}, "antara pukul 06.00 dan 21.00"),
        ({"mulai": "pagi"}, "Tulis jam seperti 07.30."),
        ({"mulai": "25:00", "sampai": "26:00"}, "Tulis jam seperti 07.30."),
        ({"kabar": "semua"}, "Pilih salah satu."),
        ({"saluran": "email"}, "Pilih salah satu."),
        ({"saluran": "sms"}, "Pilih salah satu."),
        ({"saluran": ""}, "Pilih salah satu."),
    ],
)
def test_what_makes_no_sense_is_said(town: Town, browser: Browser, changes: dict[str, str], said: str) -> None:
    sent = {"kabar": "each", "saluran": "whatsapp", "mulai": "", "sampai": ""} | changes
    answer = browser(town.officer("back_office")).post(HERE, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Choice.objects.exists()


def test_whom_nothing_reaches_is_told_so(town: Town, browser: Browser) -> None:
    officer = town.officer("back_office")
    Person.objects.filter(pk=officer.pk).update(phone=None)
    client = browser(Person.objects.get(pk=officer.pk))
    assert "Belum ada cara untuk mengirim kabar kepada Anda." in client.get(HERE).content.decode()
    sent = {"kabar": "each", "saluran": "whatsapp", "mulai": "", "sampai": ""}
    assert client.post(HERE, sent).status_code == 422


def test_an_address_that_is_his_can_be_chosen(town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def reach(person: Person | None, to: str) -> dict[str, str]:
        return {"whatsapp": to, "sms": to, "email": "petugas@contoh.example"}

    monkeypatch.setattr(choose_news, "reach", reach)
    client = browser(town.officer("back_office"))
    page = client.get(HERE).content.decode()
    assert 'value="email"' in page
    assert 'value="sms"' not in page
    client.post(HERE, {"kabar": "each", "saluran": "email", "mulai": "", "sampai": ""})
    assert Choice.objects.get().channel == "email"


def test_citizens_have_no_such_page(town: Town, browser: Browser) -> None:
    assert browser(town.citizens[0]).get(HERE).status_code == 403
