"""Buku registrasi and nomor cadangan in the browser: reached by clicking, and refused to whom they are not for."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.letters import blocks
from silastri.apps.letters.models import Block, Letter, ReservedNumber
from silastri.journey.registers import reserve_block
from tests.builders import MONDAY, Town, a_case
from tests.pekanbaru import at_step, pekanbaru, scan
from tests.web.test_isolation import other

Browser = Callable[[Person | None], Client]
BOOK, BLOCKS = "/petugas/buku-nomor/", "/petugas/buku-nomor/cadangan/"
__all__ = ["other"]  # the fixture of another office


def reserve(client: Client, **more: str) -> tuple[int, str]:
    sent = {"buku": "rekomendasi", "jumlah": "3", "alasan": "Listrik padam."} | more
    response = client.post(BLOCKS, sent, follow=True)
    return response.status_code, response.content.decode()


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def test_from_the_desk_to_the_last_number(town: Town, browser: Browser) -> None:
    """Reserves, prints, accounts for each in its way, and the notice on the desk goes away."""
    case = a_case(town, "penomoran")
    client = browser(town.officer("back_office"))
    assert f'href="{BOOK}"' in shown(client, "/petugas/")
    assert f'href="{BLOCKS}"' in shown(client, BOOK)
    status, page = reserve(client)
    assert status == 200
    assert "3 belum dicatat" in page
    assert "3 nomor cadangan belum dipertanggungjawabkan" in shown(client, "/petugas/")
    block = Block.objects.get()
    sheet = client.get(f"{BLOCKS}{block.pk}/daftar.pdf")
    assert sheet.content[:5] == b"%PDF-"

    first, second, third = block.numbers.order_by("sequence")
    assert f'href="/petugas/buku-nomor/nomor/{first.pk}/"' in page
    today = first.on.isoformat()
    paper = {"jenis": "", "nama_surat": "Surat darurat", "pemegang": "Ayu Contoh", "tanggal": today,
             "penanda_tangan": "Kepala Contoh",
             "pindaian": SimpleUploadedFile("surat.pdf", scan(MONDAY, "Surat darurat"))}  # fmt: skip
    page = client.post(f"/petugas/buku-nomor/nomor/{first.pk}/?cara=kertas", paper, follow=True).content.decode()
    assert "2 belum dicatat" in page
    assert "Ayu Contoh" in page
    assert client.get(f"/petugas/buku-nomor/nomor/{first.pk}/pindaian/").content[:5] == b"%PDF-"
    link = {"nomor": case.ref, "tanggal": today, "surat": ""}
    page = client.post(f"/petugas/buku-nomor/nomor/{second.pk}/?cara=permohonan", link, follow=True).content.decode()
    assert case.ref in page
    assert Letter.objects.get(case=case).sequence == second.sequence
    page = client.post(f"{BLOCKS}{block.pk}/batal/", {"alasan": "Tidak terpakai."}, follow=True).content.decode()
    assert "Lengkap" in page
    assert "belum dipertanggungjawabkan" not in shown(client, "/petugas/")
    book = shown(client, BOOK)
    for word in ("Surat darurat", case.ref, "Tidak terpakai.", "3 nomor"):
        assert word in book, word
    third.refresh_from_db()
    assert third.state == "void"


def test_at_the_step_of_numbering(town: Town, browser: Browser) -> None:
    case = a_case(town, "penomoran")
    client = browser(town.officer("back_office"))
    assert "Pakai nomor cadangan" not in shown(client, f"/petugas/permohonan/{case.ref}/")
    reserve(client)
    one = ReservedNumber.objects.get(sequence=2)
    page = shown(client, f"/petugas/permohonan/{case.ref}/")
    assert "Pakai nomor cadangan" in page
    sent = {"giliran": case.turn, "keputusan": "lanjut", "cadangan-surat": one.pk, "tanggal": "2020-01-01"}
    refused = client.post(f"/petugas/permohonan/{case.ref}/nomor/", sent)
    assert refused.status_code == 422
    assert "tahun" in refused.content.decode()
    assert not Letter.objects.filter(case=case).exclude(number="").exists()
    sent["tanggal"] = one.on.isoformat()
    assert client.post(f"/petugas/permohonan/{case.ref}/nomor/", sent).status_code == 302
    assert Letter.objects.get(case=case).sequence == 2
    again = client.post(f"/petugas/permohonan/{case.ref}/nomor/", sent)
    assert again.status_code == 409


def test_number_drawn_for_ink(db: None, browser: Browser) -> None:
    town = pekanbaru()
    case = at_step(town, "penomoran")
    act = town.act("back_office")
    block = reserve_block.reserve_numbers(act, register="sikop", count=2, reason="Padam.")
    one = block.numbers.get(sequence=2)
    client = browser(town.officer("back_office"))
    assert "Pakai nomor cadangan" in shown(client, f"/petugas/permohonan/{case.ref}/")
    sent = {"giliran": case.turn, "keputusan": "lanjut", "ambil": "1", "cadangan-surat": one.pk,
            "tanggal": one.on.isoformat()}  # fmt: skip
    client.post(f"/petugas/permohonan/{case.ref}/nomor/", sent)
    assert Letter.objects.get(case=case).sequence == 2


def test_a_wrong_number_is_replaced_from_the_case(town: Town, browser: Browser) -> None:
    case = a_case(town, "penandatanganan")
    client = browser(town.officer("back_office"))
    path = f"/petugas/permohonan/{case.ref}/nomor/surat/ganti/"
    assert f'href="{path}"' in shown(client, f"/petugas/permohonan/{case.ref}/")
    assert f'href="{path}"' not in shown(browser(town.officer("kepala_dinas")), f"/petugas/permohonan/{case.ref}/"), (
        "the head keeps no register"
    )
    shown(client, path)
    assert client.post(path, {"giliran": case.turn, "alasan": ""}).status_code == 422
    assert client.post(path, {"giliran": "x", "alasan": "Salah."}).status_code == 409
    first = Letter.objects.get(case=case)
    assert first.sequence == 1
    page = client.post(path, {"giliran": case.turn, "alasan": "Salah."}, follow=True).content.decode()
    assert "dibatalkan" in page
    again = Letter.objects.exclude(state="void").get(case=case)
    assert first.on and again.on
    assert again.sequence == (2 if again.on.year == first.on.year else 1), "a register begins anew each year"
    assert client.post(f"/petugas/permohonan/{case.ref}/nomor/lain/ganti/", {"alasan": "x"}).status_code == 404


def test_what_the_forms_refuse(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    for wrong in ({"jumlah": "0"}, {"jumlah": "101"}, {"jumlah": "sepuluh"}, {"alasan": ""}, {"buku": "lain"}):
        status, _ = reserve(client, **wrong)
        assert status == 422, wrong
    assert not Block.objects.exists()
    reserve(client)
    one = ReservedNumber.objects.order_by("sequence")[0]
    path = f"/petugas/buku-nomor/nomor/{one.pk}/"
    today = one.on.isoformat()
    paper = {"nama_surat": "Surat", "pemegang": "Ayu", "tanggal": today, "penanda_tangan": "Kepala"}
    for way, sent in (
        ("kertas", paper | {"pemegang": ""}),
        ("kertas", paper | {"nama_surat": ""}),
        ("kertas", paper | {"tanggal": "31-02-2026"}),
        ("kertas", paper | {"tanggal": "2020-01-01"}),
        ("kertas", paper | {"pindaian": SimpleUploadedFile("a.exe", b"MZ\x90" * 50)}),
        ("permohonan", {"nomor": "", "tanggal": today}),
        ("batal", {"alasan": " "}),
    ):
        assert client.post(f"{path}?cara={way}", sent).status_code == 422, (way, sent)
    assert client.post(f"{path}?cara=permohonan", {"nomor": "RHL-TIDAK-ADA00", "tanggal": today}).status_code == 404
    assert client.get(f"{path}?cara=lain").status_code == 404
    assert client.post(f"{BLOCKS}{one.block_id}/batal/", {"alasan": ""}).status_code == 422
    assert blocks.open_count(town.office.pk) == 3


def test_a_wrong_filter_in_the_address_is_refused(town: Town, browser: Browser) -> None:
    client = browser(town.officer("back_office"))
    for query in ("tahun=1999", "bulan=13", "buku=lain", "layanan=x", "keadaan=hilang", "tahun=2026%27--"):
        for file in ("", "buku.pdf", "buku.xlsx"):
            response = client.get(f"{BOOK}{file}?{query}")
            assert response.status_code == 422, query
            assert "Pilih dari daftar" in response.content.decode()
    assert shown(client, f"{BOOK}?halaman=9999")
    assert shown(client, f"{BOOK}?halaman=-1&cari=%00")


def test_the_book_goes_page_by_page_with_its_filters(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("silastri.web.officer.registers.ledger.PAGE", 2)
    client = browser(town.officer("back_office"))
    reserve(client, jumlah="5")
    first = shown(client, f"{BOOK}?keadaan=reserved")
    assert "Halaman 1 dari 3" in first
    after = re.search(r'href="(\?[^"]+)" rel="next"', first)
    assert after
    assert "Halaman 2 dari 3" in shown(client, f"{BOOK}{after[1].replace('&amp;', '&')}")
    sequences = re.findall(r'data-label="No">(\d+)<', shown(client, f"{BOOK}?keadaan=reserved&halaman=3"))
    assert sequences == ["5"]


def test_who_keeps_no_register_sees_the_book_and_takes_nothing(town: Town, browser: Browser) -> None:
    reserve(browser(town.officer("back_office")))
    block, one = Block.objects.get(), ReservedNumber.objects.order_by("sequence")[0]
    client = browser(town.officer("tim_teknis"))
    page = shown(client, BOOK)
    assert "Belum dipakai" in page
    for word in ("buku.xlsx", "buku.pdf", BLOCKS):
        assert word not in page, word
    number = f"/petugas/buku-nomor/nomor/{one.pk}/"
    files = (f"{BOOK}buku.pdf", f"{BOOK}buku.xlsx", f"{BLOCKS}{block.pk}/daftar.pdf", f"{number}pindaian/")
    for path in (*files, BLOCKS, f"{BLOCKS}{block.pk}/", number):
        assert client.get(path).status_code == 403, path
    for path in (BLOCKS, f"/petugas/buku-nomor/nomor/{one.pk}/?cara=batal"):
        assert client.post(path, {"alasan": "x", "jumlah": "1", "buku": "rekomendasi"}).status_code == 403
    assert client.post(f"{BLOCKS}{block.pk}/batal/", {"alasan": "x"}).status_code == 403
    assert blocks.open_count(town.office.pk) == 3
    assert "belum dipertanggungjawabkan" not in shown(client, "/petugas/")


def test_another_offices_registers_are_not_there(town: Town, other: Town, browser: Browser) -> None:
    case = a_case(town, "penomoran")
    reserve(browser(town.officer("back_office")))
    block, one = Block.objects.get(), ReservedNumber.objects.order_by("sequence")[0]
    client = browser(other.officer("back_office"))
    assert "Tidak ada nomor surat" in shown(client, BOOK)
    assert client.get(f"{BOOK}?layanan={town.service().pk}").status_code == 422
    for path in (f"{BLOCKS}{block.pk}/", f"{BLOCKS}{block.pk}/daftar.pdf", f"/petugas/buku-nomor/nomor/{one.pk}/",
                 f"/petugas/buku-nomor/nomor/{one.pk}/pindaian/"):  # fmt: skip
        assert client.get(path).status_code == 404, path
    assert client.post(f"{BLOCKS}{block.pk}/batal/", {"alasan": "x"}).status_code == 404
    assert client.post(f"/petugas/buku-nomor/nomor/{one.pk}/?cara=batal", {"alasan": "x"}).status_code == 404
    reserve(client)
    theirs = ReservedNumber.objects.exclude(block=block).order_by("sequence")[0]
    assert theirs.sequence == 1, "counted apart"
    link = {"nomor": case.ref, "tanggal": theirs.on.isoformat()}
    sent = client.post(f"/petugas/buku-nomor/nomor/{theirs.pk}/?cara=permohonan", link)
    assert sent.status_code == 404
    own = browser(town.officer("back_office"))
    taken = {"giliran": case.turn, "keputusan": "lanjut", "cadangan-surat": theirs.pk}
    assert own.post(f"/petugas/permohonan/{case.ref}/nomor/", taken).status_code == 422
    assert not Letter.objects.filter(case=case).exclude(number="").exists()


def test_the_spreadsheet_goes_to_the_browser_as_a_file(town: Town, browser: Browser) -> None:
    response = browser(town.officer("back_office")).get(f"{BOOK}buku.xlsx")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert re.search(r'attachment; filename="buku-registrasi-rokan-hilir-\d{4}\.xlsx"', response["Content-Disposition"])
    assert response.content[:2] == b"PK"
    pdf = browser(town.officer("back_office")).get(f"{BOOK}buku.pdf")
    assert Path(pdf["Content-Disposition"].split('"')[1]).suffix == ".pdf"
