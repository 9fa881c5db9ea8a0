"""The standard in public: its pages, its official papers, its versions, and the pledge of the office."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.catalog.models import Version
from silastri.jobs.publishing import publish
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.pekanbaru import words as text

PATH = "/layanan/rokan-hilir/jompo-terlantar/"


def test_from_the_front_page_to_every_paper(town: Town) -> None:
    client = Client()
    assert PATH in client.get("/layanan/").content.decode()
    page = client.get(PATH).content.decode()
    for there in ("standar.pdf", "sop/", "/kantor/rokan-hilir/"):
        assert there in page
    assert f"{PATH}sop.pdf" in client.get(PATH + "sop/").content.decode()
    assert "/kantor/rokan-hilir/maklumat.pdf" in client.get("/kantor/rokan-hilir/").content.decode()


def test_the_official_table_has_the_fourteen_components_in_their_order(town: Town) -> None:
    words = text(Client().get(PATH + "standar.pdf").content)
    titles = ["Dasar hukum", "Persyaratan", "Jangka waktu", "Biaya/tarif", "Produk pelayanan", "Evaluasi kinerja"]
    places = [words.index(title) for title in titles]
    assert places == sorted(places)


@pytest.mark.django_db
def test_two_parts_where_the_office_prints_them_so() -> None:
    a_town(STANDARDS / "pekanbaru-dpmptsp")
    words = text(Client().get("/layanan/pekanbaru-dpmptsp/sikop/standar.pdf").content)
    assert words.index("A. Proses penyampaian") < words.index("B. Proses pengelolaan") < words.index("Dasar hukum")


def test_the_sop_has_identity_and_matrix(town: Town) -> None:
    words = text(Client().get(PATH + "sop.pdf").content)
    for part in ("Nomor SOP", "Kualifikasi pelaksana", "Peringatan", "Mutu baku", "Keterangan", "Segilima"):
        assert part in words
    picture = Client().get(PATH + "sop.svg")
    assert (picture["Content-Type"], picture.content[:4]) == ("image/svg+xml", b"<svg")


def test_a_service_of_the_counter_says_where_to_come(db: None) -> None:
    a_town(STANDARDS / "kampar")
    page = Client().get("/layanan/kampar/anak-putus-sekolah/").content.decode()
    assert "Datang ke loket" in page
    assert "Senin-Kamis" in page
    assert "Ajukan permohonan" not in page


def publish_again(folder: Path, **words: str) -> None:
    """Publishes the office anew, with the service for the elderly saying those words."""
    for path in (STANDARDS / "rokan-hilir").rglob("*.*"):
        copy = folder / path.relative_to(STANDARDS / "rokan-hilir")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text())
    file = folder / "jompo-terlantar/standar.yaml"
    text = file.read_text()
    for key, said in words.items():
        text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {said}", text)
    file.write_text(text)
    publish(folder, at=timezone.now())


def in_days(days: int) -> str:
    return str(timezone.localdate() + timedelta(days=days))


def test_a_coming_version_is_shown_beside_the_current_one_and_running_cases_stay(town: Town, tmp_path: Path) -> None:
    case = a_case(town, "verifikasi")
    publish_again(tmp_path / "rokan-hilir", berlaku_sejak=in_days(30), jangka_waktu="9 hari kerja")
    now = Client().get(PATH).content.decode()
    assert "7 hari kerja" in now
    assert "Standar baru berlaku mulai" in now
    assert "Akan berlaku" in now
    assert "Ajukan permohonan" in now
    then = Client().get(PATH, {"versi": 2}).content.decode()
    assert "9 hari kerja" in then
    assert "akan berlaku mulai" in then
    assert "Ajukan permohonan" not in then
    assert "9 hari kerja" in text(Client().get(PATH + "standar.pdf", {"versi": 2}).content)
    assert "9 hari kerja" not in text(Client().get(PATH + "standar.pdf").content)
    assert "bukan SOP yang berlaku sekarang" in Client().get(PATH + "sop/", {"versi": 2}).content.decode()
    case.refresh_from_db()
    assert case.version.number == 1


def test_a_former_version_stays_to_be_read(town: Town, tmp_path: Path) -> None:
    publish_again(tmp_path / "rokan-hilir", berlaku_sejak=in_days(-1), jangka_waktu="8 hari kerja")
    now = Client().get(PATH).content.decode()
    assert "8 hari kerja" in now
    assert "Riwayat standar" in now
    assert "Standar baru berlaku mulai" not in now
    former = Client().get(PATH, {"versi": 1}).content.decode()
    assert "Ini standar lama" in former
    assert "Ajukan permohonan" not in former


def test_a_service_that_is_not_yet_in_force_shows_the_first_that_comes(town: Town, tmp_path: Path) -> None:
    Version.objects.filter(service=town.service()).update(effective_on=in_days(10))
    publish_again(tmp_path / "rokan-hilir", berlaku_sejak=in_days(20), jangka_waktu="9 hari kerja")
    page = Client().get(PATH).content.decode()
    assert "7 hari kerja" in page
    assert "akan berlaku mulai" in page
    assert "Ajukan permohonan" not in page


@pytest.mark.django_db
def test_tariff_conditions_and_several_products_are_told_in_words() -> None:
    a_town(STANDARDS / "contoh")
    page = Client().get("/layanan/contoh/pakai-gedung/").content.decode()
    assert "jika keperluan adalah Kegiatan sosial" in page
    assert "Kebersihan: Rp100.000" in page
    assert "isian." not in page
    a_town(STANDARDS / "pekanbaru-dinsos")
    page = Client().get("/layanan/pekanbaru-dinsos/dtks/").content.decode()
    assert "Yang Anda terima" in page
    assert "Menurut hasilnya" in page
    assert "hasil.kunci" not in page


def test_the_sop_page_tells_each_step_without_its_picture(town: Town) -> None:
    page = Client().get(PATH + "sop/").content.decode()
    for said in ("Pelaksana", "Penata Perizinan Ahli Muda", "6 hari kerja", "kembali ke", "SKM wajib diisi."):
        assert said in page
    assert 'href="#langkah-1"' in page


def test_from_every_page_to_the_offices_and_their_pledge(town: Town) -> None:
    client = Client()
    assert 'href="/kantor/"' in client.get("/").content.decode()
    assert 'href="/kantor/rokan-hilir/"' in client.get("/kantor/").content.decode()
    assert 'href="/kantor/rokan-hilir/"' in client.get("/layanan/").content.decode()
    page = client.get("/kantor/rokan-hilir/").content.decode()
    for said in ("Dengan ini, kami menyatakan sanggup", "Senin-Kamis", "07.30-12.00", "Sabtu-Minggu", "tutup", PATH):
        assert said in page
    assert "DENGAN INI" in text(client.get("/kantor/rokan-hilir/maklumat.pdf").content)


@pytest.mark.django_db
def test_ethics_and_integrity_stand_where_an_office_has_them() -> None:
    a_town(STANDARDS / "pekanbaru-dinsos")
    page = Client().get("/kantor/pekanbaru-dinsos/").content.decode()
    assert "Kode etik" in page
    assert "Pakta integritas" in page


@pytest.mark.parametrize(
    "path",
    [PATH + "?versi=99", PATH + "standar.pdf?versi=0", PATH + "sop.pdf?versi=abc",
     "/layanan/rokan-hilir/tidak-ada/standar.pdf", "/layanan/x/y/sop/", "/layanan/x/y/sop.svg",
     "/kantor/tidak-ada/", "/kantor/tidak-ada/maklumat.pdf"],
)  # fmt: skip
def test_what_is_not_there_is_said_kindly(town: Town, path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 404
    assert "tidak ada" in response.content.decode()
