"""The retention schedule: which row holds for a code, until when, and what the checker says of it."""

from datetime import date

import pytest

from silastri.domain.check import check, check_office
from silastri.domain.definition.archive import Archive
from silastri.domain.definition.definition import read_office, read_service
from silastri.domain.letters.retention import Span, span
from tests.builders import STANDARDS, office_definition, texts

ROWS = [
    {"klasifikasi": "500.16", "aktif": 1, "inaktif": 1, "nasib_akhir": "musnah"},
    {"klasifikasi": "500.16.7", "aktif": 3, "inaktif": 7, "nasib_akhir": "permanen"},
]


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("500.16.7", "500.16.7"),  # its own
        ("500.16.7.2", "500.16.7"),  # under it
        ("500.16.6.6", "500.16"),  # the nearest above it
        ("500.16.71", "500.16"),  # begins alike, and lies elsewhere
        ("500.1", None),
        ("400.9", None),
        ("", None),
    ],
)
def test_the_nearest_row_above_a_code_holds(code: str, row: str | None) -> None:
    found = Archive.model_validate({"jadwal_retensi": ROWS}).retention(code)
    assert (found and found.code) == row


def test_its_days_follow_each_other() -> None:
    archive = Archive.model_validate({"jadwal_retensi": ROWS})
    assert span(archive, "500.16.7.4", since=date(2024, 2, 29)) == Span(
        date(2027, 2, 28), date(2034, 2, 28), "permanen"
    )
    assert span(archive, "400", since=date(2024, 2, 29)) == Span()


OFFICE = (STANDARDS / "rokan-hilir/kantor.yaml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("arsiparis: back_office", "arsiparis: camat", "arsiparis 'camat' tidak ada"),
        ("penyetuju: kepala_dinas", "penyetuju: bupati", "penyetuju 'bupati' tidak ada"),
        ("klasifikasi: 500.16.6.6", "klasifikasi: 500.16.7", "jadwal retensi 500.16.7 ditulis dua kali"),
        ("nasib_akhir: permanen", "nasib_akhir: dibuang", "nasib_akhir"),
        ("{klasifikasi: 500.16.7,", "{klasifikasi: Perizinan,", "klasifikasi"),
        ("aktif: 3", "aktif: -1", "aktif"),
        ('"{urut:03}/BA-ARSIP/DPMPTSP/{tahun}"', '"BA/{tahun}"', "{urut}"),
    ],
)
def test_a_mistake_in_the_office_is_told(old: str, new: str, says: str) -> None:
    assert old in OFFICE
    office, findings = read_office(OFFICE.replace(old, new))
    told = [str(finding) for finding in (check_office(office, findings, "kantor.yaml") if office else findings)]
    assert any(says in line for line in told), told


def test_who_approves_is_named_or_the_first_under_nobody() -> None:
    office = office_definition()
    assert office.archive_approver == "kepala_dinas"
    assert office.model_copy(update={"archive": Archive()}).archive_approver == "kepala_dinas"


def mild(office: dict[str, object], **changed: str) -> list[str]:
    found = office_definition().model_copy(update={"archive": Archive.model_validate(office)})
    files = texts("jompo-terlantar")
    for old, new in changed.items():
        files = files | {"standar.yaml": f"{files['standar.yaml']}\n{old}: {new}\n"}
    findings = check(read_service(files), found)
    assert all(finding.mild for finding in findings)
    return [finding.what for finding in findings if "arsip" in finding.what or "retensi" in finding.what]


def test_a_code_without_retention_is_warned_of() -> None:
    assert mild({"jadwal_retensi": ROWS}) == []
    assert mild({"jadwal_retensi": ROWS[:1]}) == []
    assert mild({}) == ["klasifikasi 500.16.7.4 belum punya jadwal retensi"]
    assert mild({"jadwal_retensi": ROWS}, klasifikasi_arsip="999.1") == ["klasifikasi 999.1 belum punya jadwal retensi"]


def test_a_service_without_a_code_is_warned_of_where_there_is_a_schedule() -> None:
    office = office_definition().model_copy(update={"archive": Archive.model_validate({"jadwal_retensi": ROWS})})
    bare = office.model_copy(
        update={"registers": tuple(r.model_copy(update={"classification": ""}) for r in office.registers)}
    )
    found = [finding.what for finding in check(read_service(texts("jompo-terlantar")), bare)]
    assert "arsip layanan ini tidak punya klasifikasi" in found
