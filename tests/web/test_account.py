"""Registering, activating and signing in over the pages, with every wrong input a person may give."""

import re

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message

pytestmark = pytest.mark.django_db
GOOD = {
    "nama": "Rani Contoh",
    "nik": "1407014107900001",
    "telepon": "0812 3456 7890",
    "sandi": "sandi-rahasia-1",
    "setuju": "on",
}


def register(client: Client, **changed: str) -> tuple[int, str]:
    response = client.post("/daftar/", GOOD | changed, follow=True)
    return response.status_code, response.content.decode()


def activate(client: Client) -> None:
    found = re.search(r"http://testserver(/aktivasi/\S+)", Message.objects.latest("pk").body)
    assert found
    client.post(found[1])


def test_register_activate_sign_in() -> None:
    client = Client()
    status, page = register(client)
    assert status == 200
    assert "0812-3456-7890" in page
    activate(client)
    response = client.post("/masuk/", {"nama": "081234567890", "sandi": GOOD["sandi"]}, follow=True)
    assert response.redirect_chain[-1][0] == "/permohonan/"


def test_the_link_itself_changes_nothing() -> None:
    """Programs that look into messages open links; only the button activates."""
    client = Client()
    register(client)
    found = re.search(r"http://testserver(/aktivasi/\S+)", Message.objects.latest("pk").body)
    assert found
    assert client.get(found[1]).status_code == 200
    assert not Person.objects.get().is_active


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"nik": "123"}, "NIK harus 16 angka"),
        ({"nik": "1407018107900001"}, "tanggal lahir di dalamnya tidak ada"),
        ({"nik": "9907014107900001"}, "bukan kode provinsi"),
        ({"telepon": "(0767) 23755"}, "telepon rumah atau kantor"),
        ({"telepon": "abc"}, "Nomor telepon tidak benar"),
        ({"nama": ""}, "Isi nama lengkap"),
        ({"nama": "x" * 101}, "Terlalu panjang"),
        ({"sandi": "pendek"}, "8"),
        ({"sandi": "12345678901"}, "angka"),
        ({"setuju": ""}, "Centang dulu"),
    ],
)
def test_wrong_input_gets_a_sentence_and_no_account(changed: dict[str, str], says: str) -> None:
    status, page = register(Client(), **changed)
    assert status == 422
    assert says in page
    assert not Person.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("changed", [{"nik": "1407014107900002"}, {"telepon": "0812 3456 7891"}])
def test_a_number_that_is_registered_is_said_to_be(changed: dict[str, str]) -> None:
    client = Client()
    register(client)
    activate(client)
    status, page = register(client, **changed)
    assert status == 409
    assert "sudah terdaftar" in page


def test_a_used_link_says_so() -> None:
    client = Client()
    register(client)
    found = re.search(r"http://testserver(/aktivasi/\S+)", Message.objects.latest("pk").body)
    assert found
    client.post(found[1])
    response = client.post(found[1])
    assert response.status_code == 409
    assert "sudah aktif" in response.content.decode()


def test_a_made_up_link_says_so() -> None:
    response = Client().post("/aktivasi/MQ/abc-def/")
    assert response.status_code == 409
    assert "tidak berlaku" in response.content.decode()


def test_one_who_did_not_activate_is_shown_how() -> None:
    client = Client()
    register(client)
    response = client.post("/masuk/", {"nama": GOOD["nik"], "sandi": GOOD["sandi"]}, follow=True)
    assert "Buka WhatsApp Anda" in response.content.decode()
    assert "_auth_user_id" not in client.session


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
    statuses = [client.post("/masuk/", {"nama": "081234567890", "sandi": "salah"}).status_code for _ in range(12)]
    assert statuses[:10] == [422] * 10
    assert statuses[10:] == [429] * 2
    right = client.post("/masuk/", {"nama": "081234567890", "sandi": GOOD["sandi"]})
    assert right.status_code == 429


def test_next_leads_home_only() -> None:
    client = Client()
    register(client)
    activate(client)
    data = {"nama": "081234567890", "sandi": GOOD["sandi"], "next": "https://jahat.example/"}
    assert client.post("/masuk/", data)["Location"] == "/mulai/"


def test_a_forgotten_password() -> None:
    client = Client()
    register(client)
    activate(client)
    for known in ("0812 3456 7890", "0812 9999 9999"):
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
