"""What the checker says of letters that are not collected."""

import pytest

from silastri.domain.check import check
from silastri.domain.definition.definition import read_service
from tests.builders import office_definition, texts

OFFICE = "pekanbaru-dpmptsp"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        # nobody is there to write
        ("sop.yaml", "        oleh: back_office", "        oleh: camat", "jabatan 'camat' tidak ada"),
        # a register the office does not keep
        ("sop.yaml", "buku_nomor: surat_keluar", "buku_nomor: buku_lain", "buku nomor 'buku_lain' tidak ada"),
        # no text
        ("sop.yaml", "naskah: pemberitahuan.md", "naskah: lain.md", "naskah 'lain.md' tidak ada"),
        # an address that nobody answers
        ("sop.yaml", "alamat: isian.alamat", "alamat: isian.rumah", "'isian.rumah' yang tidak ada"),
        # the text asks for what is not there
        ("pemberitahuan.md", "permohonan.siap", "permohonan.jadi", "'permohonan.jadi' yang tidak ada"),
        # a time without a clear unit
        ("sop.yaml", "setelah: 1 bulan", "setelah: 30 hari", "30 hari kalender"),
        # a letter that lasts until a date nobody gives
        (
            "standar.yaml",
            "berlaku_sampai: isian.str_berlaku",
            "berlaku_sampai: isian.str",
            "'isian.str' yang tidak ada",
        ),
        # handed over before it has its number
        ("sop.yaml", "kegiatan: nomori", "kegiatan: teruskan", "surat diserahkan sebelum bernomor"),
    ],
)
def test_one_finding_for_each_mistake(file: str, old: str, new: str, says: str) -> None:
    found = dict(texts("sikop", OFFICE))
    assert old in found[file]
    findings = check(read_service(found | {file: found[file].replace(old, new, 1)}), office_definition(OFFICE))
    grave = [finding for finding in findings if not finding.mild]
    assert [says in str(finding) for finding in grave] == [True], findings


def test_only_what_is_handed_over_can_wait() -> None:
    found = dict(texts("sikop", OFFICE))
    rule = found["sop.yaml"][found["sop.yaml"].index("      bila_tidak_diambil:") :]
    moved = (
        found["sop.yaml"]
        .replace(rule, "")
        .replace("      output: Berkas surat yang belum diparaf\n", f"      output: Surat\n{rule}", 1)
    )
    findings = check(read_service(found | {"sop.yaml": moved}), office_definition(OFFICE))
    assert ["bukan penyerahan" in str(finding) for finding in findings if not finding.mild] == [True]
