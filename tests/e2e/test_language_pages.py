"""The pages that only some definitions bring: lists, answers in between, waiting, limits, money given back, things."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from silastri.apps.cases.models import Case
from silastri.practice import sample
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town
from tests.e2e.conftest import AT_DESK, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def at(name: str, step: str, folder: Path) -> tuple[Town, Case]:
    town = a_town(examples.folder(name, folder))
    return town, aside(lambda: a_case(town, step, service=examples.slug(name)))


def test_a_list_grows_row_by_row(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town, draft = at("18_beberapa_butir", "pengajuan", tmp_path)
    rani = person()
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.open(f"/permohonan/{draft.ref}/formulir/")
    rani.look()
    page = rani.page
    rows = page.get_by_label("Nama alat")
    before = rows.count()
    rani.press("Tambah satu lagi")
    expect(rows).to_have_count(before)  # a row that was left empty is the one more
    rows.last.fill("Meteran")
    page.get_by_label("Kapasitas").last.fill("7")
    rani.press("Tambah satu lagi")
    expect(rows).to_have_count(before + 1)
    rani.press("Lanjutkan")
    expect(page.get_by_text("Jawab: Segel").first).to_be_visible()
    rani.look()


def test_of_an_answer_in_the_middle(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town, case = at("24_pemohon_di_tengah", "perjanjian", tmp_path)
    rani = person()
    rani.sign_in(town.citizens[0].phone, sample.PASSWORD)
    rani.open(f"/permohonan/{case.ref}/")
    rani.look()
    rani.page.get_by_role("link", name="Tanda tangan perjanjian").click()
    rani.look()
    rani.press("Kirim")
    expect(rani.page.get_by_text("Unggah Perjanjian").first).to_be_visible()
    rani.look()
    clerk = person(*AT_DESK)
    clerk.sign_in(town.officer("loket").phone, sample.PASSWORD)
    clerk.open(f"/petugas/permohonan/{case.ref}/")
    clerk.look()


def test_of_a_notice_and_its_objections(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town, case = at("38_masa_tunggu", "pengumuman", tmp_path)
    neighbour, clerk = person(), person(*AT_DESK)
    neighbour.open("/kantor/contoh/")
    neighbour.page.get_by_role("link", name="Pengumuman").click()
    neighbour.page.get_by_text("Tulis keberatan").click()
    neighbour.look()
    neighbour.page.get_by_label("Nama Anda").fill("Tetangga Contoh")
    neighbour.page.get_by_label("Nomor telepon").fill("0812 0000 0000")
    neighbour.page.get_by_label("Keberatan").fill("Sumur kami kering.")
    neighbour.press("Kirim keberatan")
    expect(neighbour.page.get_by_text("sudah kami catat")).to_be_visible()
    clerk.sign_in(town.officer("loket").phone, sample.PASSWORD)
    clerk.open(f"/petugas/permohonan/{case.ref}/")
    expect(clerk.page.get_by_text("Sumur kami kering.")).to_be_visible()
    clerk.look()


def test_of_a_limit_that_has_passed(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town, case = at("11_batas_waktu", "pembayaran", tmp_path)
    Case.objects.filter(pk=case.pk).update(limit_at=MONDAY - timedelta(days=400))
    clerk = person(*AT_DESK)
    clerk.sign_in(town.officer("loket").phone, sample.PASSWORD)
    clerk.by_menu("Lewat batas")
    clerk.look()
    clerk.page.get_by_role("link", name="Permohonan gugur").click()
    clerk.look()
    clerk.page.get_by_label("Alasan").fill("Tidak dibayar.")
    clerk.press("Jalankan")
    expect(clerk.page.get_by_text("sudah dijalankan")).to_be_visible()
    assert Case.objects.get(pk=case.pk).state == "withdrawn"


def test_of_a_deposit_and_a_clock(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town, case = at("05_tarif", "jaminan", tmp_path)
    treasurer = person(*AT_DESK)
    treasurer.sign_in(town.officer("bendahara").phone, sample.PASSWORD)
    treasurer.open(f"/petugas/permohonan/{case.ref}/")
    treasurer.look()
    treasurer.press("Catat pengembalian")
    expect(treasurer.page.get_by_text("Isi nomor bukti").first).to_be_visible()
    treasurer.look()


def test_of_a_stopped_clock(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town, case = at("15_jam", "uji", tmp_path)
    expert = person(*AT_DESK)
    expert.sign_in(town.officer("tim_teknis").phone, sample.PASSWORD)
    expert.open(f"/petugas/permohonan/{case.ref}/")
    has_clock = expert.page.get_by_text("Hentikan waktu layanan")
    expect(has_clock).to_be_visible()
    has_clock.click()
    expert.look()
    expert.page.get_by_label("Alat rusak").check()
    expert.press("Hentikan waktu")
    expect(expert.page.get_by_text("Waktu layanan sedang dihentikan")).to_be_visible()
    expert.look()


def test_of_things_that_go_back(person, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    town, case = at("17_barang", "penyerahan", tmp_path)
    clerk = person(*AT_DESK)
    clerk.sign_in(town.officer("loket").phone, sample.PASSWORD)
    clerk.open(f"/petugas/permohonan/{case.ref}/")
    expect(clerk.page.get_by_label("Dikembalikan: Timbangan")).to_be_visible()
    clerk.look()
