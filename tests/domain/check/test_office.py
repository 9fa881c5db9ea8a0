"""What is wrong with an office's definition is found before it is published."""

import re

import pytest

from silastri.domain.check import check_office
from silastri.domain.definition.definition import read_office
from tests.builders import STANDARDS

TEXT = (STANDARDS / "rokan-hilir" / "kantor.yaml").read_text()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("pencabutan: {oleh: ahli_madya, buku_nomor: rekomendasi}", ""),
        ("salinan_sah: {oleh: loket}", ""),
        ("pencabutan: {oleh: camat}", "pencabutan: jabatan 'camat' tidak ada"),
        ("salinan_sah: {oleh: camat}", "salinan_sah: jabatan 'camat' tidak ada"),
        ("pencabutan: {buku_nomor: cabut}", "pencabutan: buku nomor 'cabut' tidak ada"),
        ("salinan_sah: {buku_nomor: x}", "salinan_sah: buku nomor 'x' tidak ada"),
    ],
)
def test_who_acts_later_is_a_post_and_numbers_from_a_register_of_the_office(more: str, says: str) -> None:
    office, findings = read_office(f"{TEXT}\n{more}\n")
    assert office
    assert [finding.what for finding in check_office(office, findings, "kantor.yaml")] == ([says] if says else [])


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("", "belum ada yang membaca laporan bahwa ada yang meminta uang"),
        ("laporan_uang: {kantor: inspektorat}", ""),
        ("laporan_uang: {jabatan: [loket]}", ""),
        ("laporan_uang: {jabatan: [loket, auditor]}", "laporan_uang: jabatan 'auditor' tidak ada"),
    ],
)
def test_who_reads_that_money_was_asked_for_is_a_post_here_or_another_office(said: str, says: str) -> None:
    without = re.sub(r"laporan_uang:.*\n  kantor: inspektorat\n", "", TEXT)
    office, findings = read_office(f"{without}\n{said}\n")
    assert office
    found = check_office(office, findings, "kantor.yaml")
    assert [finding.what for finding in found] == ([says] if says else [])
    assert all(finding.mild for finding in found) == (not said or not says)


@pytest.mark.parametrize("said", ["{jabatan: [loket], kantor: inspektorat}", "{kantor: Inspektorat Daerah}"])
def test_readers_are_named_in_one_way(said: str) -> None:
    without = re.sub(r"laporan_uang:.*\n  kantor: inspektorat\n", "", TEXT)
    assert read_office(f"{without}\nlaporan_uang: {said}\n")[0] is None
