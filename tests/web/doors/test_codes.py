"""The digits are typed in the browser that registered, and nowhere else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from silastri.apps.messages.models import Message
from tests.builders import Town

pytestmark = pytest.mark.django_db
FORM = {"nama": "Rani Contoh", "nik": "1407014107900001", "telepon": "0811 1000 001", "setuju": "on"}


def digits() -> str:
    found = re.search(r"Kode SILASTRI Anda: (\d{6})", Message.objects.latest("pk").body)
    assert found
    return found[1]


def test_right_digits_lead_to_the_choice_of_a_password() -> None:
    client = Client()
    client.post("/daftar/", FORM)
    answer = client.post("/daftar/terkirim/", {"kode": f" {digits()[:3]} {digits()[3:]} "}, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/aktivasi/")
    assert "Pilih kata sandi".lower() in answer.content.decode().lower()


def test_wrong_digits_are_answered_by_a_sentence_until_they_end() -> None:
    client = Client()
    client.post("/daftar/", FORM)
    wrong = f"{(int(digits()) + 1) % 10**6:06}"
    answers = [client.post("/daftar/terkirim/", {"kode": wrong}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [409] * 2
    assert "Kode salah" in answers[0].content.decode()
    assert "Minta kode baru" in answers[-1].content.decode()
    short = client.post("/daftar/terkirim/", {"kode": "12a"})
    assert (short.status_code, "Kode terdiri dari 6 angka" in short.content.decode()) == (422, True)


def test_another_browser_cannot_use_the_digits() -> None:
    Client().post("/daftar/", FORM)
    assert Client().post("/daftar/terkirim/", {"kode": digits()})["Location"] == "/masuk/"
    assert Client().post("/lupa-sandi/kode/", {"kode": digits()})["Location"] == "/lupa-sandi/"


def test_the_page_offers_to_write_to_us_where_we_have_a_number() -> None:
    client = Client()
    client.post("/daftar/", FORM)
    assert "wa.me" not in client.get("/daftar/terkirim/").content.decode()
    with override_settings(WHATSAPP_NUMBER="+628111000099"):
        assert "https://wa.me/628111000099?text=AKTIF%20" in client.get("/daftar/terkirim/").content.decode()
    client.post("/daftar/kirim-ulang/", {"lewat": "sms"})
    assert Message.objects.latest("pk").channel == "sms"


def test_without_a_channel_the_pages_lead_to_the_counter(town: Town) -> None:
    with override_settings(ADAPTERS={}):
        for path in ("/daftar/", "/lupa-sandi/"):
            page = Client().get(path).content.decode()
            assert "Datang ke loket" in page
            assert "Senin" in page, "the hours of the counter"
            assert "<form" not in page.split("<main")[1]
            assert Client().post(path, FORM).status_code == 422
    assert not Message.objects.exists()


def test_a_new_password_by_digits(town: Town, browser: Callable[..., Client]) -> None:
    person = town.citizens[0]
    client = Client()
    client.post("/lupa-sandi/", {"telepon": person.phone})
    wrong = client.post("/lupa-sandi/kode/", {"kode": f"{(int(digits()) + 1) % 10**6:06}"})
    assert (wrong.status_code, "Kode salah" in wrong.content.decode()) == (422, True)
    onward = client.post("/lupa-sandi/kode/", {"kode": digits()})
    assert onward["Location"].startswith("/sandi-baru/")
    unknown = Client()
    unknown.post("/lupa-sandi/", {"telepon": "0811 1000 055"})
    same = unknown.post("/lupa-sandi/kode/", {"kode": "123456"})
    assert same.status_code in (422, 409)
