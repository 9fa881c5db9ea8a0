"""The registry's import: strict, all or nothing, and able to go on where it was cut off."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from silastri.apps.registry import operations, queries
from silastri.apps.registry.models import Period, RegistryEntry
from silastri.domain.registry import Columns
from silastri.jobs.registry import importer, reader
from silastri.jobs.registry.importer import Import, NotImported
from silastri.jobs.registry.reader import NotAnExport
from tests.builders import MONDAY, Town

HEADS = ["NIK", "No KK", "Nama", "Desil", "PBI"]
COLUMNS = Columns.model_validate(
    {
        "kolom": {"nik": "NIK", "kk": "No KK", "nama": "Nama", "desil": "Desil", "pbi_jkn": "PBI"},
        "periode": "2026-10",
        "sumber": "Ekspor contoh",
    }
)
Exported = Callable[..., Path]


def row(n: int, **changed: Any) -> list[Any]:
    cells = {"nik": f"147101{n % 28 + 1:02}{n % 12 + 1:02}90{n % 9000 + 1:04}", "kk": f"14710101010100{n % 90 + 10:02}",
             "nama": f"Orang Contoh {n}", "desil": n % 5 + 1, "pbi": "ya"}  # fmt: skip
    return list((cells | changed).values())


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    def write(rows: list[list[Any]], heads: list[str] = HEADS, delimiter: str = ",") -> Path:
        path = tmp_path / "ekspor.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, delimiter=delimiter).writerows([heads, *rows])
        return path

    return write


def run(town: Town, path: Path, **more: Any) -> Import:
    done = Import(town.office, path, COLUMNS, MONDAY.date(), **more)
    done.run(MONDAY)
    return done


def test_a_period_is_found_by_nik_by_family_card_and_by_how_the_name_begins(town: Town, exported: Exported) -> None:
    run(town, exported([row(n) for n in range(50)], delimiter=";"))
    period = queries.current(town.office.pk)
    assert period
    found = queries.by_nik(period, row(7)[0])[0]
    assert found.sealed["nama"] == "Orang Contoh 7"
    assert found.sealed["desil"] == 3
    assert queries.by_kk(period, row(7)[1])
    assert [e.sealed["nama"] for e in queries.by_name(period, "orang contoh 4")][:2] == [
        "Orang Contoh 4",
        "Orang Contoh 40",
    ]


def test_nothing_of_a_person_is_readable_at_rest(town: Town, exported: Exported) -> None:
    run(town, exported([row(n) for n in range(3)]))
    kept = RegistryEntry.objects.values_list("nik_index", "kk_index").first()
    assert kept
    assert row(0)[0] not in kept


BAD = [
    (row(1, nik="123"), "16 angka"),
    (row(1, nik="1471013299900001"), "tanggal lahir"),
    (row(1, nik="1.47101E+15"), "dibulatkan"),
    (row(1, kk="abc"), "angka"),
    (row(1, nama=" "), "nama kosong"),
    (row(1, desil="11"), "desil"),
    (row(1, pbi="mungkin"), "ya atau tidak"),
    (row(1)[:3], "terpotong"),
]


@pytest.mark.parametrize(("wrong", "why"), BAD)
def test_a_bad_row_is_listed_with_its_line_and_nothing_is_published(
    town: Town, exported: Exported, wrong: list[Any], why: str
) -> None:
    path = exported([row(2), wrong, row(3)])
    with pytest.raises(NotImported):
        run(town, path)
    listed = path.with_name("ekspor.csv.salah.csv").read_text()
    assert listed.startswith("3,")
    assert why in listed
    assert not Period.objects.exists()
    assert not RegistryEntry.objects.exists()


def test_bad_rows_may_be_left_out_on_purpose(town: Town, exported: Exported) -> None:
    done = run(town, exported([row(2), row(1, nik="1"), row(3)]), skip_bad=True)
    assert (done.rows, done.bad) == (2, 1)
    assert queries.current(town.office.pk)


def test_the_same_nik_twice_is_right_on_neither_line(town: Town, exported: Exported) -> None:
    path = exported([row(1), row(2), row(1, nama="Orang Lain")])
    with pytest.raises(NotImported):
        run(town, path)
    lines = [int(line.split(",")[0]) for line in path.with_name("ekspor.csv.salah.csv").read_text().splitlines()]
    assert lines == [2, 4]


def test_a_column_that_a_spreadsheet_rounded_is_refused(town: Town, exported: Exported) -> None:
    with pytest.raises(NotAnExport, match="dibulatkan"):
        run(town, exported([row(n, nik=f"147101{n % 28 + 1:02}0190{n + 1:03}0") for n in range(60)]))
    assert not Period.objects.exists()


def test_wrong_columns_are_named_with_those_that_are_there(town: Town, exported: Exported) -> None:
    with pytest.raises(NotAnExport, match=r"kolom tidak ada: No KK.*NIK, KK"):
        run(town, exported([row(1)], heads=["NIK", "KK", "Nama", "Desil", "PBI"]))


def test_a_line_without_end_is_refused_unread(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "panjang.csv"
    with path.open("wb") as file:
        file.write(b",".join(head.encode() for head in HEADS) + b"\n")
        file.truncate(3 << 30)  # three sparse gigabytes without a line break
    with pytest.raises(NotAnExport):
        run(town, path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 rusak", b"\xd0\xcf\x11\xe0 xls", b"\x00\x01\x02"])
def test_what_is_no_export_is_refused_in_words(town: Town, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(content)
    with pytest.raises(NotAnExport):
        run(town, path)
    assert not Period.objects.exists()


def test_an_import_that_was_killed_goes_on_and_shows_nothing_before(
    town: Town, exported: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported([row(n) for n in range(25)])
    monkeypatch.setattr(importer, "CHUNK", 10)
    kept = operations.keep
    calls: list[int] = []

    def dies(rows: Any) -> None:
        calls.append(len(rows))
        if len(calls) == 2:
            raise KeyboardInterrupt
        kept(rows)

    monkeypatch.setattr(operations, "keep", dies)
    with pytest.raises(KeyboardInterrupt):
        run(town, path)
    assert queries.current(town.office.pk) is None
    assert RegistryEntry.objects.count() == 10
    done = run(town, path)
    assert done.went_on_from == 11
    assert RegistryEntry.objects.count() == 25
    period = queries.current(town.office.pk)
    assert period
    assert period.rows == 25


def test_a_newer_period_is_seen_and_the_older_stays(town: Town, exported: Exported) -> None:
    run(town, exported([row(1)]))
    newer = COLUMNS.model_copy(update={"period": "2026-11"})
    Import(town.office, exported([row(1, nama="Nama Baru")]), newer, MONDAY.date()).run(MONDAY.replace(day=20))
    period = queries.current(town.office.pk)
    assert period
    assert queries.by_nik(period, row(1)[0])[0].sealed["nama"] == "Nama Baru"
    assert Period.objects.count() == 2


def test_by_command_with_a_mapping_file(town: Town, exported: Exported, tmp_path: Path) -> None:
    mapping = tmp_path / "peta.yaml"
    mapping.write_text("kolom:\n  nik: NIK\n  kk: No KK\n  nama: Nama\nperiode: 2026-10\nsumber: SIKS-NG\n")
    out = io.StringIO()
    file = exported([row(n) for n in range(5)])
    call_command("registry", "import", str(file), office=town.office.slug, map=mapping, stdout=out)
    assert "2026-10 siap: 5 baris" in out.getvalue()
    for text, says in (
        ("kolom: {nik: NIK}\nperiode: a\nsumber: b\n", "wajib"),
        ("kolom: 1\n", "perbaiki"),
        ("a: [", "YAML"),
    ):
        mapping.write_text(text)
        with pytest.raises(CommandError, match=says):
            call_command("registry", "import", str(file), office=town.office.slug, map=mapping)


def test_lines_are_guessed_for_the_bar(exported: Exported) -> None:
    path = exported([row(n) for n in range(1000)])
    assert 900 <= reader.lines_about(path) <= 1100
