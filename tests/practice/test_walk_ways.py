"""Walks find the people and days that conditions ask for, pay where only the counter is open, keep every letter."""

from pathlib import Path

import pytest

from silastri.apps.offices import queries as offices
from silastri.commands.management.commands.walk import _as_it_should
from silastri.practice import demo
from silastri.practice.practised import publish
from silastri.practice.walk.branch import Branch, branches
from silastri.practice.walk.told import Told
from silastri.practice.walk.walker import Walk
from tests import examples
from tests.builders import MONDAY

TODAY = MONDAY.date()
FORM = "[calon: {isian: orang, label: Calon}, sejak: {isian: tanggal, label: Sejak}]"
COUNTER = """
  - pengajuan: {pelaksana: pemohon, kegiatan: ajukan, dicatat_oleh: loket, daring: tidak, uraian: A., waktu: 1 menit}
  - bayar: {pelaksana: pemohon, kegiatan: bayar, dicatat_oleh: bendahara, uraian: Membayar.}
  - tanggapan: {pelaksana: pemohon, kegiatan: tanggapi, dicatat_oleh: loket, unggah: Surat, uraian: Menanggapi.}
  - penomoran: {pelaksana: loket, kegiatan: nomori, uraian: N., waktu: 1 menit}
  - penandatanganan: {pelaksana: kepala_dinas, kegiatan: tandatangani, uraian: T., waktu: 1 menit}
  - penyerahan: {pelaksana: loket, kegiatan: serahkan, uraian: S., waktu: 1 menit}
"""
COSTS = "{dasar: Perda Nomor 1 Tahun 2024, rincian: [satu: {sebutan: Satu, tarif: 1000}]}"


def ways(**words: str) -> list[Branch]:
    found = examples.reading("", **words).definition
    assert found
    assert examples.findings("", **words) == []
    return branches(found, TODAY)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        # the applicant, by the NIK
        ("pemohon.umur < 17", "pemohon 16 tahun, perempuan"),
        ('pemohon.jenis_kelamin == "L"', "pemohon 36 tahun, laki-laki"),
        # a person of the form
        ("isian.calon.umur < 30", "Calon 29 tahun, perempuan"),
        ('isian.calon.jenis_kelamin == "L"', "Calon 81 tahun, laki-laki"),
        # days that are reckoned from today
        ("tambah_bulan(isian.sejak, 18) < hari_ini", "Sejak: 2"),
        ("hari_antara(isian.sejak, hari_ini) > 700", "Sejak: 2"),
    ],
)
def test_whoever_a_condition_asks_for_is_found_and_told(condition: str, told: str) -> None:
    papers = f"[ktp: KTP, {{lain: {{sebutan: Lain, bila: '{condition}'}}}}]"
    found = [branch.about for branch in ways(formulir=FORM, persyaratan=papers)]
    assert any(told in about for about in found), found
    assert len(set(found)) == len(found), "no two ways are described alike"


def test_whoever_may_apply_at_all_is_found(tmp_path: Path) -> None:
    """A term that only an old man meets, and the straight case is his."""
    terms = (
        "[tua: {pesan: Tua., bila: pemohon.umur >= 60}, pria: {pesan: Pria., bila: 'pemohon.jenis_kelamin == \"L\"'}]"
    )
    (straight, *_) = ways(ketentuan=terms)
    assert straight.variant.nik[6:12] == "071166", "born sixty years ago, a man"


def walked(branch: Branch, name: str, tmp_path: Path, **words: str) -> Told:
    publish(examples.folder(name, tmp_path / "kantor", **words), at=MONDAY, as_kind=branch.service_kind)
    for office in offices.offices():
        demo.staff(office, MONDAY)
        demo.registry(office, MONDAY)
    return list(Walk(examples.OFFICE, examples.slug(name), branch, tmp_path / "pdf").run())[-1]


@pytest.mark.django_db
def test_the_counter_alone_takes_the_money_and_the_answer(tmp_path: Path) -> None:
    found = {branch.name: branch for branch in ways(langkah=COUNTER, biaya=COSTS)}
    assert "bayar-di-loket" not in found, "that is the only way here"
    last = walked(found["lurus"], "", tmp_path, langkah=COUNTER, biaya=COSTS)
    assert (last.state, last.outcome) == ("done", "genuine")


@pytest.mark.django_db
def test_every_letter_is_kept(tmp_path: Path) -> None:
    by = "penanda_tangan: kepala_dinas"
    two = f"[satu: {{surat: Surat Satu, {by}}}, dua: {{surat: Surat Dua, {by}}}]"
    last = walked(ways(produk=two)[0], "", tmp_path, produk=two)
    assert sorted(last.papers) == ["surat-dua.pdf", "surat.pdf"]
    assert all((tmp_path / "pdf" / paper).read_bytes().startswith(b"%PDF-") for paper in last.papers)


def test_a_way_that_ends_elsewhere_is_as_it_should() -> None:
    refers = Branch("alihkan-a-b", "dialihkan", "a", "alihkan:b")
    assert _as_it_should(Told("selesai", "", "", "", MONDAY, state="referred"), refers)
    assert not _as_it_should(Told("selesai", "", "", "", MONDAY, state="refused"), refers)
