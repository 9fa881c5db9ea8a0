"""The page of one's own account."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from silastri.apps.accounts.models import Person, SignedIn
from silastri.apps.messages.models import Message
from silastri.journey.apply.forget import forget
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
NEW = "+6281277770001"


@pytest.fixture
def rani(town: Town) -> Person:
    person = town.citizens[0]
    Person.objects.filter(pk=person.pk).update(identified_at=None)
    person.refresh_from_db()
    return person


def link(template: str = "new_number") -> str:
    found: str = Message.objects.filter(template=template).latest("pk").body
    return "/akun/nomor/" + found.split("/akun/nomor/")[1].split("/")[0] + "/"


def test_one_sees_what_is_kept_and_mends_the_name(rani: Person, browser: Browser) -> None:
    client = browser(rani)
    assert "/akun/" in client.get("/permohonan/").content.decode()
    page = client.get("/akun/").content.decode()
    assert "1407********0001" in page
    assert "belum dicocokkan" in page
    assert client.post("/akun/nama/", {"nama": "Rani 😊"}).status_code == 422
    assert client.post("/akun/nama/", {"nama": "Rani Contoh Sari"}).status_code == 302
    rani.refresh_from_db()
    assert rani.name == "Rani Contoh Sari"


def test_a_new_number_is_proved_by_its_link(rani: Person, browser: Browser) -> None:
    client = browser(rani)
    typed = {"telepon": "0812 7777 0001", "sandi": sample.PASSWORD}
    assert client.post("/akun/nomor/", typed).status_code == 302
    stranger = Client()
    assert "Pakai nomor ini" in stranger.get(link()).content.decode()
    rani.refresh_from_db()
    assert rani.phone != NEW, "opening the link changes nothing"
    assert stranger.post(link(), {"kode": "000000x"}).status_code == 422, "the old number is asked too"
    sent = re.findall(r"\b\d{6}\b", Message.objects.get(template="old_number_code").body)[0]
    assert stranger.post(link(), {"kode": sent}).status_code == 302
    rani.refresh_from_db()
    assert rani.phone == NEW
    assert stranger.get(link()).status_code == 409


@pytest.mark.parametrize(
    ("changed", "field"), [({"sandi": "salah"}, "sandi"), ({"telepon": "12"}, "telepon"), ({"sandi": ""}, "sandi")]
)
def test_without_password_or_number_nothing_is_sent(
    rani: Person, browser: Browser, changed: dict[str, str], field: str
) -> None:
    typed = {"telepon": "0812 7777 0001", "sandi": sample.PASSWORD} | changed
    response = browser(rani).post("/akun/nomor/", typed)
    assert response.status_code == 422
    assert set(response.context["number_form"].errors) == {field}
    assert not Message.objects.exists()


def test_the_password_is_not_guessed_on_this_page(rani: Person, browser: Browser) -> None:
    client = browser(rani)
    for _ in range(6):
        client.post("/akun/nomor/", {"telepon": "0812 7777 0001", "sandi": "salah"})
    typed = {"telepon": "0812 7777 0001", "sandi": sample.PASSWORD}
    assert "Terlalu banyak percobaan" in client.post("/akun/nomor/", typed).content.decode()
    assert not Message.objects.exists()


def test_strangers_have_no_account_page() -> None:
    for path in ("/akun/", "/akun/nama/", "/akun/nomor/"):
        assert Client().post(path)["Location"].startswith("/masuk/"), path


def test_the_counter_keeps_data_without_an_application(db: None, browser: Browser) -> None:
    kampar = a_town(STANDARDS / "kampar")
    person = kampar.citizens[1]
    typed = {"nik": person.nik, "nama": "Slamet Contoh Widodo", "alamat": "Jalan Contoh 4", "simpan": "1"}
    desk = browser(kampar.officer("front_office"))
    page = desk.post("/petugas/loket/mulai/", typed | {"telepon": "0812 7777 0001"}, follow=True)
    assert page.redirect_chain[-1][0] == "/petugas/loket/"
    assert "Nomor baru bisa dipakai 24 jam lagi" in page.content.decode()
    asked = Client().get(link("new_number_later")).content.decode()
    assert 'name="kode"' in asked and "buka lagi halaman ini mulai" in asked
    person.refresh_from_db()
    assert person.name == "Slamet Contoh Widodo"
    assert not person.cases.exists()


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        ({"identified_at": None}, "belum dibuktikan dengan KTP"),
        ({"identified_at": None, "nik": None, "nik_index": None}, "dilepas karena dibuktikan orang lain"),
        ({}, ""),
    ],
)
def test_officers_see_which_nik_nobody_proved(town: Town, browser: Browser, kept: dict[str, object], says: str) -> None:
    case = a_case(town)
    Person.objects.filter(pk=case.applicant_id).update(**kept)
    page = browser(town.officer("back_office")).get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert ("dibuktikan" in page) is bool(says)
    assert says in page


def change(client: Client, old: str, new: str) -> HttpResponse:
    return client.post("/akun/sandi/", {"lama": old, "baru": new})


def test_a_new_password_asks_the_old_one_and_signs_out_everywhere_else(rani: Person) -> None:
    here, elsewhere = signed_in(rani), signed_in(rani, "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    assert change(here, "salah", "sandi-baru-9").status_code == 422
    assert change(here, sample.PASSWORD, "pendek").status_code == 422
    assert elsewhere.get("/akun/").status_code == 200
    assert change(here, sample.PASSWORD, "sandi-baru-9").status_code == 302
    page = here.get("/akun/").content.decode()
    assert "Kata sandi sudah diganti" in page and "Perangkat ini" in page and "Firefox" not in page
    assert elsewhere.get("/akun/").status_code == 302
    rani.refresh_from_db()
    assert rani.check_password("sandi-baru-9")


def test_a_password_may_be_long_and_hold_every_sign(rani: Person) -> None:
    """128 signs of any kind; the last of them counts too, and no more are taken."""
    good = "Kedondong 🥭  ungu \\ \"<b>'; ١٢ ñ 漢字 \t~" + "palu-batu/" * 10
    good = good.ljust(127, "z")[:127] + "!"
    client = Client()
    client.post("/masuk/", {"nama": rani.phone, "sandi": sample.PASSWORD})
    change = {"lama": sample.PASSWORD, "baru": good}
    assert client.post("/akun/sandi/", change | {"baru": good + "x"}).status_code == 422
    assert client.post("/akun/sandi/", change).status_code == 302
    for typed, status in ((good[:-1] + "?", 422), (good[:-1], 422), (good, 302)):
        assert Client().post("/masuk/", {"nama": rani.phone, "sandi": typed}).status_code == status


def test_one_sees_where_one_is_signed_in_and_ends_it(rani: Person, town: Town) -> None:
    here, elsewhere = signed_in(rani), signed_in(rani, "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0")
    other = signed_in(town.citizens[1])
    page = here.get("/akun/").content.decode()
    assert "Chrome di Android" in page and "Firefox di Windows" in page
    found = SignedIn.objects.get(browser="Firefox di Windows")
    other.post(f"/akun/perangkat/{found.pk}/keluar/")
    assert elsewhere.get("/akun/").status_code == 200, "nobody ends what is another's"
    here.get(f"/akun/perangkat/{found.pk}/keluar/")
    assert elsewhere.get("/akun/").status_code == 200, "nor does an address"
    here.post(f"/akun/perangkat/{found.pk}/keluar/")
    assert elsewhere.get("/akun/").status_code == 302
    third = signed_in(rani)
    here.post("/akun/perangkat/lain/keluar/")
    assert (third.get("/akun/").status_code, here.get("/akun/").status_code) == (302, 200)
    assert other.get("/akun/").status_code == 200
    here.post("/keluar/")
    forget(MONDAY)
    assert SignedIn.objects.get().person == town.citizens[1], "what has ended is forgotten"


def test_one_sees_what_was_consented_to_and_when(rani: Person, browser: Browser) -> None:
    assert "Data Anda dicatat petugas pada" in browser(rani).get("/akun/").content.decode()
    Person.objects.filter(pk=rani.pk).update(consented_at=MONDAY)
    page = browser(rani).get("/akun/").content.decode()
    assert "Anda menyetujuinya pada 9 November 2026" in page and "UU Nomor 27 Tahun 2022" in page


def signed_in(person: Person, agent: str = "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Safari/537.36") -> Client:
    client = Client(headers={"user-agent": agent})
    assert client.post("/masuk/", {"nama": person.phone, "sandi": sample.PASSWORD}).status_code == 302
    return client
