"""What the page of the numbering says, and who signs the receipt of a case that nobody checked."""

from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases import queries as cases
from silastri.apps.letters import queries as letters
from silastri.journey.papers import receipt
from silastri.journey.steps import number
from tests import examples
from tests.builders import MONDAY, a_case, a_town
from tests.pekanbaru import words

pytestmark = pytest.mark.django_db
PAPER_BEFORE = """
  - setelah: pemeriksaan
    pengantar: {pelaksana: tim_teknis, kegiatan: teruskan, uraian: Mengantar., waktu: 1 jam, naskah: surat.md,
                buku_nomor: surat}
"""
UNCHECKED = """
  - pengajuan: {pelaksana: pemohon, kegiatan: ajukan, uraian: Mengajukan., waktu: 15 menit}
  - telaah: {pelaksana: tim_teknis, kegiatan: verifikasi, uraian: Menelaah., waktu: 15 menit}
  - penomoran: {pelaksana: loket, kegiatan: nomori, uraian: Memberi nomor., waktu: 15 menit}
  - penandatanganan: {pelaksana: kepala_dinas, kegiatan: tandatangani, uraian: Menandatangani., waktu: 15 menit}
  - penyerahan: {pelaksana: loket, kegiatan: serahkan, uraian: Menyerahkan., waktu: 15 menit}
"""


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_page_tells_the_numbers_of_its_own_letters(tmp_path: Path) -> None:
    """Another paper of the case has a number already: it is not that of the letter which waits."""
    town = a_town(examples.folder("", tmp_path, tambahan=PAPER_BEFORE))
    case = a_case(town, "penomoran", service="surat")
    (other,) = [letter.number for letter in letters.of_case(case) if letter.number]
    client = browser(town.officer("loket"))
    page = " ".join(client.get(f"/petugas/permohonan/{case.ref}/").content.decode().split())
    assert "sudah bernomor" not in page
    assert "Nomor berikutnya diambil" in page
    number.draw(town.act("loket"), ref=case.ref, turn=case.turn)
    (mine,) = [letter.number for letter in letters.products(case)]
    page = " ".join(client.get(f"/petugas/permohonan/{case.ref}/").content.decode().split())
    assert f"Surat Contoh sudah bernomor <strong>{mine}</strong>" in page
    assert mine != other


def test_a_receipt_without_a_check_names_no_officer_where_none_received(tmp_path: Path) -> None:
    town = a_town(examples.folder("", tmp_path, langkah=UNCHECKED))
    case = a_case(town, "telaah", service="surat")
    said = words(receipt.receipt(cases.case(case.ref, office=town.office.pk), at=MONDAY))
    assert "Diterima lewat laman layanan" in said
    assert "Petugas penerima" not in said
