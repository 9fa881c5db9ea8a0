"""Registering, activating and signing in over the pages, with every wrong input a person may give."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Attempts, Person
from silastri.apps.messages.models import Message

pytestmark = pytest.mark.django_db
PASSWORD = "sandi-rahasia-1"
GOOD = {
    "nama": "Rani Contoh",
    "nik": "1407014107900001",
    "telepon": "0812 3456 7890",
    "setuju": "on",
}


def register(client: Client, **changed: str) -> tuple[int, str]:
    response = client.post("/daftar/", GOOD | changed, follow=True)
    return response.status_code, response.content.decode()


def seen(status: int, page: str) -> tuple[int, str]:
    """The page without what differs each time."""
    return status, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def link() -> str:
    found = re.search(r"http://testserver(/aktivasi/\S+)", Message.objects.latest("pk").body)
    assert found
    return found[1]


def activate(client: Client, password: str = PASSWORD) -> HttpResponse:
    return client.post(link(), {"sandi": password})


def test_register_activate_sign_in() -> None:
    client = Client()
    status, page = register(client)
    assert status == 200
    assert "0812-3456-7890" in page
    activate(client)
    response = client.post("/masuk/", {"nama": "081234567890", "sandi": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/permohonan/"
    assert Person.objects.get().consented_at


def test_the_link_itself_changes_nothing() -> None:
    """Programs that look into messages open links; only a password that somebody chooses activates."""
    client = Client()
    register(client)
    page = client.get(link()).content.decode()
    assert "Rani Contoh" in page
    assert "1407********0001" in page, "who holds the number sees what is opened in their name"
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"nik": "123"}, "NIK harus 16 angka"),
        ({"nik": "1407018107900001"}, "tanggal lahir di dalamnya tidak ada"),
        ({"nik": "9907014107900001"}, "bukan kode provinsi"),
        ({"telepon": "(0767) 23755"}, "telepon rumah atau kantor"),
        ({"telepon": "abc"}, "Nomor telepon tidak benar"),
        ({"nama": ""}, "Isi nama lengkap"),
        ({"nik": ""}, "Isi NIK."),
        ({"telepon": ""}, "Isi nomor WhatsApp."),
        ({"nama": "x" * 101}, "Terlalu panjang"),
        ({"setuju": ""}, "Centang dulu"),
    ],
)
def test_wrong_input_gets_a_sentence_and_no_account(changed: dict[str, str], says: str) -> None:
    status, page = register(Client(), **changed)
    assert status == 422
    assert says in page
    assert not Person.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(("password", "says"), [("pendek", "8"), ("12345678901", "angka"), ("", "Isi kata sandi")])
def test_a_password_that_is_too_weak_opens_no_account(password: str, says: str) -> None:
    client = Client()
    register(client)
    response = activate(client, password)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize("nik", ["1407014107900001", "1407014107900002"])
def test_the_page_is_the_same_whether_a_number_is_registered_or_not(nik: str) -> None:
    of_unknown = seen(*register(Client()))
    activate(Client())
    assert seen(*register(Client(), nik=nik)) == of_unknown


def test_a_used_link_says_so() -> None:
    client = Client()
    register(client)
    activate(client)
    response = activate(client)
    assert response.status_code == 409
    assert "sudah aktif" in response.content.decode()


def test_a_nik_of_another_account_is_said_to_be_after_the_number_was_proved() -> None:
    register(Client())
    activate(Client())
    register(Client(), telepon="0812 3456 7891")
    response = activate(Client())
    assert response.status_code == 409
    assert "datang ke loket membawa KTP" in response.content.decode()
    assert Person.objects.count() == 1


def test_a_made_up_link_says_so() -> None:
    response = Client().post("/aktivasi/MQ/abc-def/")
    assert response.status_code == 409
    assert "tidak berlaku" in response.content.decode()


@pytest.mark.parametrize("name", ["081234567890", "1407014107900001", "bukan siapa-siapa", "x" * 41, ""])
def test_a_wrong_password_tells_nothing(name: str) -> None:
    client = Client()
    register(client)
    activate(client)
    response = client.post("/masuk/", {"nama": name, "sandi": "salah"})
    assert response.status_code == 422
    assert "_auth_user_id" not in client.session


def test_guessing_is_slowed_down() -> None:
    client = Client()
    register(client)
    activate(client)
    other = Client()
    statuses = [other.post("/masuk/", {"nama": "081234567890", "sandi": "salah"}).status_code for _ in range(20)]
    assert statuses[:6] == [422] * 6
    assert 429 in statuses[6:]


def test_who_signed_in_before_signs_in_whatever_others_guess() -> None:
    client = Client()
    register(client)
    activate(client)
    client.post("/masuk/", {"nama": "081234567890", "sandi": PASSWORD})
    client.post("/keluar/")
    person = Person.objects.get()
    soon = timezone.now() + timedelta(minutes=10)
    Attempts.objects.create(key=f"sign-in/{person.pk}", count=30, next_at=soon, window_ends_at=soon)
    wrong_place = Client().post("/masuk/", {"nama": "081234567890", "sandi": PASSWORD})
    assert wrong_place.status_code == 429
    assert "Tunggu 10 menit" in wrong_place.content.decode()
    assert client.post("/masuk/", {"nama": "081234567890", "sandi": PASSWORD}).status_code == 302


def test_a_made_up_name_of_a_browser_is_nothing(slow_clock: None) -> None:
    client = Client()
    register(client)
    activate(client)
    client.cookies["silastri_kenal"] = f"{Person.objects.get().pk}:abc:salah"
    assert [client.post("/masuk/", {"nama": "081234567890", "sandi": "salah"}).status_code for _ in range(7)][-1] == 429


def test_next_leads_home_only() -> None:
    client = Client()
    register(client)
    activate(client)
    data = {"nama": "081234567890", "sandi": PASSWORD, "lanjut": "https://jahat.example/"}
    assert client.post("/masuk/", data)["Location"] == "/mulai/"


def test_a_forgotten_password() -> None:
    client = Client()
    register(client)
    activate(client)
    for known in ("0812 9999 9999", "0812 3456 7890"):
        page = client.post("/lupa-sandi/", {"telepon": known}).content.decode()
        assert "Jika nomor itu terdaftar" in page, "the answer is the same whether the number is known or not"
    link = re.search(r"http://testserver(/sandi-baru/\S+)", Message.objects.latest("pk").body)
    assert link
    assert client.post(link[1], {"sandi": "pendek"}).status_code == 422
    client.post(link[1], {"sandi": "sandi-baru-9"})
    assert client.get(link[1]).status_code == 409
    response = client.post("/masuk/", {"nama": "081234567890", "sandi": "sandi-baru-9"}, follow=True)
    assert response.redirect_chain[-1][0] == "/permohonan/"


def test_outside_the_demo_there_is_no_door_of_the_demo(town: object) -> None:
    person = Person.objects.filter(name__contains="Contoh").first()
    assert person
    client = Client()
    assert client.post(f"/demo/masuk/{person.pk}/").status_code == 404
    assert client.get("/demo/kotak-keluar/").status_code == 404
    assert "Masuk sebagai orang demo" not in client.get("/masuk/").content.decode()
    assert "Mode demo" not in client.get("/").content.decode()


def test_who_registered_in_a_demo_does_not_slow_its_door(
    town: object, settings: Any, django_assert_max_num_queries: Any
) -> None:
    settings.DEMO = True
    at = timezone.now()
    Person.objects.bulk_create(Person(name="Warga Contoh", phone=f"+62899{n:07}", registered_at=at) for n in range(400))
    with django_assert_max_num_queries(12):
        page = Client().get("/masuk/").content.decode()
    assert page.count('<button class="person">') == 300
