"""The public form: first who will know, then what happened; and how its writer follows it."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.complaints.models import Complaint, ComplaintFile
from silastri.practice import sample
from tests.builders import MONDAY, Town, a_case

TEXT = "Loket tutup sebelum waktunya, padahal saya sudah antre sejak pagi."
FORM = "/pengaduan/rokan-hilir/"
NAMED = {"identitas": "named", "jenis": "complaint", "isi": TEXT, "nama": "Rosmawati", "telepon": "081234567890"}
NAMELESS = {"identitas": "anonymous", "jenis": "complaint", "isi": TEXT}


@pytest.fixture(autouse=True)
def nothing_came_before(town: Town) -> None:
    cache.clear()


def sent(given: dict[str, Any], client: Client | None = None, **headers: Any) -> Any:
    return (client or Client()).post(FORM, given, **headers)


def test_who_will_know_is_said_before_anything_is_asked() -> None:
    page = Client().get(FORM).content.decode()
    assert "Siapa yang boleh tahu nama Anda?" in page and "setiap pembukaan dicatat" in page
    assert 'name="isi"' not in page and 'name="nama"' not in page
    named = Client().get(f"{FORM}?identitas=named").content.decode()
    assert "dibaca petugas yang menangani" in named and 'name="nama"' in named
    nameless = Client().get(f"{FORM}?identitas=anonymous").content.decode()
    for field in ("nama", "telepon", "pos_el", "alamat", "permohonan"):
        assert f'name="{field}"' not in nameless
    assert Client().get(f"{FORM}?identitas=siapa").status_code == 422
    assert Client().get("/pengaduan/tidak-ada/").status_code == 404
    assert Client().get("/pengaduan/").status_code == 302, "there is one office"
    assert Client().get("/p/rokan-hilir")["Location"] == FORM


def test_a_complaint_is_sent_and_followed() -> None:
    client = Client()
    answer = sent(NAMED, client)
    found = Complaint.objects.get()
    assert answer["Location"] == f"/pengaduan/diterima/{found.code}/"
    page = client.get(answer["Location"])
    assert page["Cache-Control"] == "no-store" and page["X-Robots-Tag"]
    assert found.code in page.content.decode() and found.number in page.content.decode()
    receipt = client.get(f"/pengaduan/diterima/{found.code}/tanda-terima.pdf")
    assert receipt.content.startswith(b"%PDF")
    state = client.get(f"/pengaduan/status/{found.code}/").content.decode()
    assert "sudah diterima" in state
    for private in ("Rosmawati", "81234567890"):
        assert private not in state and private not in page.content.decode()
    assert client.get(f"/lacak/?nomor={found.code.lower()}", follow=True).status_code == 200
    assert client.get(f"/pengaduan/lacak/?kode={found.code}")["Location"] == f"/pengaduan/status/{found.code}/"


def test_a_script_is_text(browser: Any, town: Town) -> None:
    sent(NAMED | {"isi": "<script>alert(1)</script> loket tutup"})
    found = Complaint.objects.get()
    page = browser(town.officer("loket")).get(f"/petugas/pengaduan/{found.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"isi": ""}, "Jawab: Apa yang terjadi?"),
        ({"nama": ""}, "Isi nama Anda"),
        ({"telepon": ""}, "Isi salah satu: nomor telepon"),
        ({"telepon": "12"}, "Nomor telepon tidak benar"),
        ({"permohonan": "RHL-00000-00000"}, "Nomor ini tidak ditemukan"),
        ({"terjadi": "1-1-2099"}, "Periksa lagi"),
        ({"isi": "x" * 5001}, "Terlalu panjang"),
        ({"tentang": "cuaca"}, "Pilih salah satu"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_is_kept(given: dict[str, str], sentence: str) -> None:
    answer = sent(NAMED | {"harapan": "Buka sampai waktunya"} | given)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and "Buka sampai waktunya" in page
    assert not Complaint.objects.exists()


def test_files_are_kept_and_a_strange_one_is_refused() -> None:
    good = SimpleUploadedFile("Surat Rosmawati.pdf", sample.scan("x", MONDAY), "application/pdf")
    assert sent(NAMELESS | {"lampiran": [good]}).status_code == 302
    assert ComplaintFile.objects.get().file.name == "lampiran 1", "its name may be that of a person"
    bad = SimpleUploadedFile("x.exe", b"MZ" * 100, "application/octet-stream")
    answer = sent(NAMED | {"isi": f"{TEXT} lain", "lampiran": [bad]})
    assert answer.status_code == 422 and f"{TEXT} lain" in answer.content.decode()
    assert Complaint.objects.count() == 1


def test_fifty_megabytes_are_refused_kindly() -> None:
    answer = Client().post(FORM, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="52428800")
    assert answer.status_code == 413 and "Paling besar 10 MB" in answer.content.decode()


def test_whoever_names_himself_without_a_name_is_warned_once() -> None:
    text = "Nama saya Rosmawati, hubungi 0812 3456 7890"
    answer = sent(NAMELESS | {"isi": text})
    page = answer.content.decode()
    assert answer.status_code == 422 and "memuat nama Anda dan nomor telepon" in page and text in page
    assert not Complaint.objects.exists()
    assert sent(NAMELESS | {"isi": text, "apa_adanya": "ya"}).status_code == 302
    assert Complaint.objects.get().complainant == {}


def test_the_same_again_is_the_receipt_of_the_first_and_a_flood_is_slowed_down() -> None:
    client = Client()
    client.get(f"{FORM}?identitas=named")
    first = sent(NAMED, client)["Location"]
    assert {sent(NAMED, client)["Location"] for _ in range(100)} == {first}
    assert Complaint.objects.count() == 1
    other = Client()
    other.get(f"{FORM}?identitas=named")
    assert sent(NAMED, other)["Location"] != first, "who sits beside him has the same address and another code"
    answers = [sent(NAMED | {"isi": f"{TEXT} {n}"}) for n in range(20)]
    assert [answer.status_code for answer in answers[:18]] == [302] * 18
    last = answers[-1]
    assert last.status_code == 429 and "Terlalu banyak pengaduan" in last.content.decode()
    assert f"{TEXT} 19" in last.content.decode(), "what was written is kept"


def test_of_a_signed_in_anonymous_complainant_nobody_learns(browser: Any, town: Town) -> None:
    client = browser(town.citizens[0])
    assert sent(NAMELESS, client).status_code == 302
    found = Complaint.objects.get()
    assert found.person is None and found.complainant == {}


def test_who_is_signed_in_is_told_of_his_own_alone(browser: Any, town: Town) -> None:
    mine, other = browser(town.citizens[0]), browser(town.citizens[1])
    sent(NAMED, mine)
    number = Complaint.objects.get().number
    asked = {"isi": TEXT}
    assert f"nomor {number}" in mine.post(f"{FORM}mirip/", asked).content.decode()
    for client in (other, Client()):
        assert number not in client.post(f"{FORM}mirip/", asked).content.decode()


def test_it_begins_from_a_service_and_a_case(town: Town) -> None:
    case = a_case(town, "verifikasi")
    client = Client()
    for page in (f"/lacak/{case.ref}/", "/layanan/rokan-hilir/jompo-terlantar/", "/kantor/rokan-hilir/"):
        assert FORM in client.get(page).content.decode(), page
    chosen = client.get(f"{FORM}?permohonan={case.ref}").content.decode()
    assert f'name="permohonan" value="{case.ref}"' in chosen
    page = client.get(f"{FORM}?identitas=named&permohonan={case.ref}").content.decode()
    assert case.ref in page and 'name="langkah"' in page
    sent(NAMED | {"permohonan": case.ref, "layanan": "jompo-terlantar", "langkah": "verifikasi", "tentang": "biaya"})
    found = Complaint.objects.get()
    assert (found.case, found.step, found.component) == (case, "verifikasi", "biaya")
    assert found.service and found.service.slug == "jompo-terlantar"


def test_every_footer_leads_there() -> None:
    for page in ("/", "/lacak/", "/masuk/", "/kantor/"):
        assert 'href="/pengaduan/"' in Client().get(page).content.decode(), page


def test_a_wrong_code_is_not_there_and_tries_are_limited() -> None:
    for path in ("/pengaduan/status/ADU-00000-00000/", "/pengaduan/diterima/x/", "/pengaduan/lacak/?kode=x"):
        assert Client().get(path).status_code == 404, path
    codes = [Client().get("/pengaduan/lacak/?kode=ADU-00000-00000").status_code for _ in range(31)]
    assert codes[0] == 404 and codes[-1] == 429


def test_its_writer_acts_by_its_code() -> None:
    sent(NAMED)
    found = Complaint.objects.get()
    path, client = f"/pengaduan/status/{found.code}/", Client()
    assert client.post(path, {"tindakan": "nilai", "nilai": "4"}).status_code == 409, "it is not answered"
    assert client.post(path, {"tindakan": "apa"}).status_code == 422
    Complaint.objects.update(state="incomplete", due_at=None, left=600)
    assert client.post(path, {"tindakan": "lengkapi", "keterangan": ""}).status_code == 422
    assert client.post(path, {"tindakan": "lengkapi", "keterangan": "Pukul 14.30"}).status_code == 302
    assert Complaint.objects.get().state == "new"
    page = client.get(path).content.decode()
    assert "Pukul 14.30" in page and re.search(r'value="cabut"', page)
    assert client.post(path, {"tindakan": "cabut"}).status_code == 302
    assert Complaint.objects.get().state == "withdrawn"
    assert client.post(path, {"tindakan": "cabut"}).status_code == 409
