"""What is wrong with an office's definition is found before it is published."""

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
