"""The page on which one officer serves somebody at once: for whom, with what on it, and what it refuses."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.registry import queries as registry
from silastri.practice import demo, sample
from tests.builders import MONDAY, STANDARDS, Town, a_town

Browser = Callable[[Person | None], Client]
NIK = "1401034107900001"
HERE = "/petugas/loket/sekali/"


@pytest.fixture
def dinsos(db: None) -> Town:
    """As in the demo: the front officer also looks up; the number is the back office's."""
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    demo.at_one_desk(town.office, MONDAY)
    return town


def typed(town: Town, **changed: object) -> dict[str, object]:
    period = registry.current(town.office.pk)
    assert period
    return {
        "nik": NIK, "layanan": town.service("dtks").pk, "nama": "Siti Contoh", "alamat": "Jalan Contoh Nomor 4",
        "telepon": "", "urusan": "kip", "sekolah": "SD Contoh", "entri": "tidak", "periode": period.pk,
        "berkas-kk": SimpleUploadedFile("kk.pdf", sample.scan("KK", MONDAY), "application/pdf"),
    } | changed  # fmt: skip


def test_is_what_follows_the_nik_where_the_posts_allow_it(dinsos: Town, browser: Browser) -> None:
    client = browser(dinsos.officer("front_office"))
    page = client.post("/petugas/loket/", {"nik": NIK}).content.decode()
    assert f'<strong class="mono">{NIK}</strong>' in page, "to be compared with the card"
    assert "Simpan hasil" in page
    assert "Tidak ditemukan." in page
    assert LogEntry.objects.filter(what="search_registry").count() == 1
    by_steps = client.post("/petugas/loket/", {"nik": NIK, "langkah": "1"}).content.decode()
    assert "Mulai pendaftaran" in by_steps
    assert "Layani sekaligus" in by_steps
    opened = client.post(HERE, {"nik": NIK, "layanan": dinsos.service("dtks").pk, "buka": "1"})
    assert "Simpan hasil" in opened.content.decode()


def test_a_front_officer_with_one_post_has_the_ordinary_way(db: None, browser: Browser) -> None:
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    client = browser(town.officer("front_office"))
    page = client.post("/petugas/loket/", {"nik": NIK}).content.decode()
    assert "Mulai pendaftaran" in page
    assert "sekaligus" not in page
    assert not LogEntry.objects.filter(what="search_registry").exists()
    for address in (HERE, HERE + "tanya/", HERE + "cari/"):
        assert client.post(address, typed(town)).status_code == 403, address
        assert client.get(address).status_code == 302, address
    assert not Case.objects.exists()


def test_without_a_script_too_and_the_page_after_it_hands_over(dinsos: Town, browser: Browser) -> None:
    client = browser(dinsos.officer("front_office"))
    sent = client.post(HERE, typed(dinsos))
    case = Case.objects.get()
    assert sent["Location"] == f"/petugas/loket/{case.ref}/hasil/"
    page = client.get(sent["Location"]).content.decode()
    assert "KK distempel, berkonsultasi ke sekolah" in page
    assert 'value="Siti Contoh"' in page
    assert "Serahkan" in page
    assert ("Cetak tanda terima" in page, "Pemohon berikutnya" in page) == (True, True)
    assert "Cetak tanda terima" in client.get(f"/petugas/loket/{case.ref}/terkirim/").content.decode()


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"nama": ""}, "id_nama"),
        ({"telepon": "123"}, "id_telepon"),
        ({"sekolah": ""}, "sekolah"),
        ({"entri": ""}, "id_entri"),
        ({"periode": "0"}, "id_entri"),
        ({"berkas-kk": ""}, "berkas-kk"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    dinsos: Town, browser: Browser, changed: dict[str, str], place: str
) -> None:
    client = browser(dinsos.officer("front_office"))
    for headers in ({}, {"HX-Request": "true"}):
        sent = client.post(HERE, typed(dinsos, **changed), headers=headers)
        page = sent.content.decode()
        assert (sent.status_code, f'href="#{place}"' in page) == (422, True), page
        assert ("<form" in page) == (not headers), "a script swaps what is wrong alone"
    assert not Case.objects.exists()
    assert not Person.objects.filter(name="Siti Contoh").exists()


@pytest.mark.parametrize("nik", ["", "123", "1401034107900001x", "9999999999999999"])
def test_a_nik_that_is_none(dinsos: Town, browser: Browser, nik: str) -> None:
    client = browser(dinsos.officer("front_office"))
    for address in (HERE, HERE + "tanya/", HERE + "cari/"):
        assert client.post(address, typed(dinsos, nik=nik)).status_code == 422, address
    assert not Case.objects.exists()


def test_who_is_not_found_by_nik_is_searched_by_family_card_or_name(dinsos: Town, browser: Browser) -> None:
    client = browser(dinsos.officer("front_office"))
    found = client.post(HERE + "cari/", typed(dinsos, cari="rani")).content.decode()
    assert "Rani Contoh" in found
    assert "NIK-nya lain dari NIK pemohon" in found
    assert "Tidak ada yang cocok" in client.post(HERE + "cari/", typed(dinsos, cari="zzz")).content.decode()
    assert "tiga huruf" in client.post(HERE + "cari/", typed(dinsos, cari="zz")).content.decode()
    listed = client.post(HERE + "cari/", typed(dinsos, nik=sample.listed()[0].nik, cari="slamet")).content.decode()
    assert "Slamet" not in listed, "who is listed under his own NIK is nobody else"


def test_it_foretells_and_says_which_questions_to_show(dinsos: Town, browser: Browser) -> None:
    client = browser(dinsos.officer("front_office"))
    told = client.post(HERE + "tanya/", typed(dinsos))
    assert "KK distempel" in told.content.decode()
    assert '"sekolah"' in told["HX-Trigger"]
    assert "nonaktif_sejak" not in told["HX-Trigger"]
    assert not Case.objects.exists()
