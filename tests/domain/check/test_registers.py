"""The checker asks that every number can be made: what a pattern asks for, the register or the letter says."""

import pytest

from silastri.domain.check import check, check_office
from silastri.domain.definition.definition import read_office, read_service
from tests import builders

OFFICE = (builders.STANDARDS / "rokan-hilir/kantor.yaml").read_text()
REGISTERS = OFFICE[OFFICE.index("buku_nomor:") :]


def of_office(registers: str) -> list[str]:
    office, findings = read_office(OFFICE.replace(REGISTERS, registers))
    if office is None:
        return [finding.what for finding in findings]
    return [finding.what for finding in check_office(office, findings, "kantor.yaml")]


@pytest.mark.parametrize(
    ("registers", "says"),
    [
        # what the pattern asks for and nobody says
        ('buku_nomor:\n  - a: "{klasifikasi}/{urut}/{tahun}"\n', "{klasifikasi}"),
        ('buku_nomor:\n  - a: "{urut}/{kode_unit}/{tahun}"\n', "{kode_unit}"),
        # the year may lack only where the office says so
        ('buku_nomor:\n  - a: "{urut}/DPMPTSP.03"\n', "{tahun}"),
        # two registers that cannot be told apart
        ('buku_nomor:\n  - a: "{urut}/{tahun}"\n  - b: "{urut}/{tahun}"\n', "nomor yang sama"),
        ('buku_nomor:\n  - a: "{urut}/{tahun}"\n    kode_unit: "A<B"\n', ""),
    ],
)
def test_an_office_is_refused(registers: str, says: str) -> None:
    found = of_office(registers)
    assert any(says in what for what in found), found


@pytest.mark.parametrize(
    "registers",
    [
        'kode_unit: DPMPTSP\nbuku_nomor:\n  - a: "{urut}/{kode_unit}/{tahun}"\n',  # the office's unit
        'buku_nomor:\n  - a: "{urut}/{kode_unit}/{tahun}"\n    kode_unit: DPMPTSP.03\n',  # the register's own
        'buku_nomor:\n  - a: "{urut}/{jenis}/{tahun}"\n',  # the kind is for the letter to say
        'buku_nomor:\n  - a: "{urut}/DPMPTSP.03"\n    tanpa_tahun: ya\n',
        'buku_nomor:\n  - a: "{urut}/{tahun}"\n  - b: "SK-{urut}/{tahun}"\n',
    ],
)
def test_an_office_passes(registers: str) -> None:
    assert of_office(registers) == []


def of_service(pattern: str, product: str = "", register: str = "", step: str = "") -> list[str]:
    lines = f'buku_nomor:\n  - rekomendasi: "{pattern}"\n{register}'
    office, findings = read_office(OFFICE.replace(REGISTERS, lines))
    assert office, findings
    texts = dict(builders.texts(builders.JOMPO))
    texts["standar.yaml"] = texts["standar.yaml"].replace("\nproduk:\n", f"\nproduk:\n{product}")
    return [finding.what for finding in check(read_service(texts), office) if not finding.mild]


def test_a_letter_says_its_kind_or_its_register_does() -> None:
    assert any("{jenis}" in what for what in of_service("{urut}/{jenis}/{tahun}"))
    assert of_service("{urut}/{jenis}/{tahun}", product="  jenis: JOMPO\n") == []
    assert of_service("{urut}/{jenis}/{tahun}", register="    jenis: UMUM\n") == []
    assert any("{klasifikasi}" in what for what in of_service("{klasifikasi}/{urut}/{tahun}"))
    assert of_service("{klasifikasi}/{urut}/{tahun}", product="  klasifikasi: 400.9\n") == []


def test_papers_beside_the_products_are_asked_too() -> None:
    """A covering letter has no words of its own: its register says all."""
    office, findings = read_office(
        (builders.STANDARDS / "kampar/kantor.yaml").read_text().replace("DPMPTSP-SK/", "DPMPTSP-SK/{jenis}/")
    )
    assert office, findings
    found = check(read_service(builders.texts(builders.SCHOOL, "kampar")), office)
    assert any("'surat_keluar'" in finding.what and "{jenis}" in finding.what for finding in found)
