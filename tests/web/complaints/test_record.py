"""An officer writes down what somebody says, telephones, or sent on paper."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from silastri.apps.complaints.models import Complaint
from tests.builders import STANDARDS, Town, a_town

PATH = "/petugas/pengaduan/catat/"
GIVEN = {
    "saluran": "letter",
    "diterima": "6-11-2026",
    "identitas": "named",
    "jenis": "complaint",
    "isi": "Loket tutup sebelum waktunya, padahal saya sudah antre sejak pagi.",
    "nama": "Rosmawati",
    "alamat": "Jalan Merdeka 1, Bagansiapiapi",
}


@pytest.fixture
def client(town: Town, browser: Any) -> Client:
    cache.clear()
    found: Client = browser(town.officer("loket"))
    return found


def test_a_letter_is_recorded_and_its_receipt_printed(client: Client, town: Town) -> None:
    assert PATH in client.get("/petugas/pengaduan/").content.decode()
    assert client.get(PATH).status_code == 200
    answer = client.post(PATH, GIVEN)
    found = Complaint.objects.get()
    assert answer["Location"] == f"/petugas/pengaduan/{found.pk}/tanda-terima/"
    assert (found.channel, found.recorded_by, found.received_at.date().isoformat()) == (
        "letter",
        town.officer("loket"),
        "2026-11-06",
    )
    assert found.code in client.get(answer["Location"]).content.decode()
    assert client.get(f"/petugas/pengaduan/{found.pk}/tanda-terima.pdf").content.startswith(b"%PDF")


def test_only_who_wrote_it_down_gives_out_its_code(client: Client, town: Town, browser: Any) -> None:
    client.post(PATH, GIVEN)
    found = Complaint.objects.get()
    colleague = browser(town.officer("back_office"))
    for page in ("tanda-terima/", "tanda-terima.pdf"):
        assert colleague.get(f"/petugas/pengaduan/{found.pk}/{page}").status_code == 403
    other = a_town(STANDARDS / "kampar")
    assert browser(other.officer("front_office")).get(f"/petugas/pengaduan/{found.pk}/tanda-terima/").status_code == 404


def test_likely_doubles_are_shown_first(client: Client) -> None:
    client.post(PATH, GIVEN)
    again = client.post(PATH, GIVEN | {"saluran": "phone", "telepon": "081234567890"})
    assert again.status_code == 422 and "Mungkin sudah dicatat" in again.content.decode()
    assert Complaint.objects.count() == 1
    assert client.post(PATH, GIVEN | {"saluran": "phone", "tetap_catat": "ya"}).status_code == 302
    assert Complaint.objects.count() == 2


def test_who_may_not_see_complaints_does_not_guess_them_here(client: Client, town: Town, browser: Any) -> None:
    client.post(PATH, GIVEN)
    other = browser(town.officer("tim_teknis"))
    assert other.get("/petugas/pengaduan/buku/").status_code == 403
    tried = other.post(PATH, GIVEN)
    assert "Mungkin sudah dicatat" not in tried.content.decode()


def test_a_number_of_sp4n_is_recorded_once(client: Client) -> None:
    given = GIVEN | {"saluran": "sp4n", "nomor_lapor": "4567890", "tetap_catat": "ya"}
    assert client.post(PATH, given | {"nomor_lapor": ""}).status_code == 422
    assert client.post(PATH, given).status_code == 302
    first = Complaint.objects.get()
    again = client.post(PATH, given)
    assert again.status_code == 422
    assert f"/petugas/pengaduan/{first.pk}/" in again.content.decode()
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"diterima": "1-1-2099"}, "Tulis hari sampai hari ini"),
        ({"diterima": "1-1-2020"}, "paling lama setahun yang lalu"),
        ({"saluran": "merpati"}, "Pilih salah satu"),
        ({"isi": " "}, "Jawab: Apa yang terjadi?"),
        ({"nama": ""}, "Isi nama Anda"),
    ],
)
def test_what_is_refused(client: Client, given: dict[str, str], sentence: str) -> None:
    answer = client.post(PATH, GIVEN | given)
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Complaint.objects.exists()


def test_a_citizen_records_nothing_here(town: Town, browser: Any) -> None:
    assert browser(town.citizens[0]).post(PATH, GIVEN).status_code == 403
    assert Client().post(PATH, GIVEN).status_code == 302
    assert not Complaint.objects.exists()
