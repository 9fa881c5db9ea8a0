"""``silastri ikm``: the vectors of the regulation through the command, and every file that cannot be used."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from silastri.commands import ikm
from tests.commands.test_commands import ROOT

HEADER = "u1,u2,u3,u4,u5,u6,u7,u8,u9"
B1 = """3,3,3,4,3,3,4,3,4 4,3,3,4,3,4,4,3,4 3,3,2,4,3,3,3,2,3 4,4,3,4,4,4,4,3,4 3,3,3,4,3,3,3,3,3 4,3,3,4,4,4,4,3,4
3,2,2,4,3,3,3,3,2 4,4,4,4,4,4,4,4,4 3,3,3,4,3,3,4,3,3 3,3,3,4,3,3,3,3,4""".split()
B4 = "3,3,,4,3,3,3,3,3 4,4,4,4,4,4,4,4,4 3,3,3,4,3,3,3,,3".split()


def of_totals(totals: list[int]) -> list[str]:
    """Ten answers whose marks of each element add up to its total."""
    columns = [[total // 10 + (n < total % 10) for n in range(10)] for total in totals]
    return [",".join(str(column[n]) for column in columns) for n in range(10)]


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(rows: list[str] | bytes, *options: str, header: str = HEADER) -> dict[str, Any]:
        code, out, err = _run(tmp_path, capsys, rows, options, header)
        assert (code, err) == (0, "")
        return json.loads(out, parse_float=Decimal)  # type: ignore[no-any-return]

    return run


@pytest.fixture
def refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(rows: list[str] | bytes, *options: str, header: str = HEADER) -> str:
        code, out, err = _run(tmp_path, capsys, rows, options, header)
        assert (code, out) == (2, "")
        assert err.endswith(".\n") and err.count("\n") == 1
        return err

    return run


def _run(folder: Path, capsys: Any, rows: list[str] | bytes, options: Any, header: str) -> tuple[int, str, str]:
    file = folder / "jawaban.csv"
    file.write_bytes(rows if isinstance(rows, bytes) else "\n".join([header, *rows]).encode())
    code = ikm.main([str(file), *options])
    return code, *capsys.readouterr()


def test_b1_with_the_index_of_each_element(told: Any) -> None:
    found = told(B1)
    assert (found["n"], found["skm"], found["ikm"], found["mutu"]) == (10, Decimal("3.3556"), Decimal("83.89"), "B")
    indexes = [f"{one['ikm']}{one['mutu']}" for one in found["unsur"].values()]
    assert indexes == "85.00B 77.50B 72.50C 100.00A 82.50B 85.00B 90.00A 75.00C 87.50B".split()
    assert [str(one["nrr"]) for one in found["unsur"].values()][:3] == ["3.4000", "3.1000", "2.9000"]
    assert found["peringatan"] == []


@pytest.mark.parametrize(
    ("totals", "index", "grade"),
    [
        ([31, 31, 31, 31, 30, 31, 31, 31, 31], "77.22", "B"),
        ([36, 35, 35, 40, 35, 35, 36, 34, 33], "88.61", "A"),
    ],
)
def test_b2_and_b3_where_rounded_weights_change_the_grade(told: Any, totals: list[int], index: str, grade: str) -> None:
    found = told(of_totals(totals))
    assert (str(found["ikm"]), found["mutu"]) == (index, grade)


def test_b4_missing_answers_are_said_and_left_out_of_their_element(told: Any) -> None:
    found = told(B4)
    assert (str(found["skm"]), str(found["ikm"]), found["mutu"]) == ("3.4444", "86.11", "B")
    assert (str(found["unsur"]["u3"]["nrr"]), str(found["unsur"]["u1"]["nrr"])) == ("3.5000", "3.3333")
    assert found["peringatan"] == [f"Unsur {e} tidak dijawab oleh 1 dari 3 orang." for e in ("u3", "u8")]


@pytest.mark.parametrize(
    ("hundredths", "grade"),  # of marks 1 to 4 over so many answers, the means nearest to each bound
    [(6499, "D"), (6500, "C"), (7660, "C"), (7661, "B"), (8830, "B"), (8831, "A"), (10000, "A"), (2500, "D")],
)
def test_b5_bounds(told: Any, hundredths: int, grade: str) -> None:
    total = hundredths * 4  # of 10,000 answers: mean x 25 = hundredths / 100
    row = [total // 10_000 + (n < total % 10_000) for n in range(10_000)]
    found = told([",".join([str(mark)] * 9) for mark in row])
    assert (found["ikm"], found["mutu"]) == (Decimal(hundredths).scaleb(-2), grade)


def test_columns_in_any_order_with_semicolons_capitals_a_mark_and_others_beside_them(told: Any) -> None:
    header = "\N{BYTE ORDER MARK}Nama;U9;u8;U7;u6;u5;u4;u3;u2; U1 "
    rows = ["x;" + ";".join(reversed(row.split(","))) for row in B1]
    assert told("\r\n".join([header, *rows, ""]).encode()) == told(B1)


def test_too_few_answers_of_those_who_were_served(told: Any) -> None:
    (said,) = told(B1, "--dilayani", "50")["peringatan"]
    assert "perlu 44" in said
    assert told(B1, "--dilayani", "10")["peringatan"] == []
    assert "lebih banyak" in told(B1, "--dilayani", "9")["peringatan"][0]


def test_nobody_answered(told: Any) -> None:
    found = told([",,,,,,,,"])
    assert (found["n"], found["skm"], found["ikm"], found["mutu"]) == (0, None, None, None)
    assert found["peringatan"] == ["Belum ada jawaban.", "1 baris tanpa satu nilai pun tidak dihitung."]


def test_an_element_that_nobody_answered_leaves_the_others(told: Any) -> None:
    found = told(["4,4,4,4,4,4,4,,4"])
    assert (found["unsur"]["u8"]["ikm"], str(found["unsur"]["u9"]["ikm"]), found["ikm"]) == (None, "100.00", None)
    assert "u8" in found["peringatan"][0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (B1[0].rsplit(",", 1)[:1], "Baris 2: ada 8 kolom, seharusnya 9"),
        (["4,4,4,4,4,4,4,4,4,4"], "Baris 2: ada 10 kolom"),
        ([B1[0], "5,4,4,4,4,4,4,4,4"], 'Baris 3: "5" di kolom u1'),
        (["4,0,4,4,4,4,4,4,4"], 'Baris 2: "0" di kolom u2'),
        (["4,4,4,4,4,4,4,4,bagus"], '"bagus" di kolom u9'),
        (["4,4,4,4,4,4,4,4,3.5"], '"3.5" di kolom u9'),
        (b"", "kosong"),
        (b"u1,u2,u3,u4,u5,u6,u7,u8\n1,1,1,1,1,1,1,1\n", "tidak ada kolom u9"),
        (b"u1,u2,u3,u4,u5,u6,u7,u8,u9,U1\n", "kolom u1 ada lebih dari sekali"),
        (HEADER.encode() + b"\n" + b"\xe9" * 9, "Baris 2: huruf di berkas ini bukan UTF-8"),
        (("\n".join([HEADER, *B1])).encode("utf-16"), "Baris 1: huruf"),
        (HEADER.encode() + b'\n"4,4,4,4\n', "tidak dapat dibaca sebagai CSV"),
        (b"4" * 200_000, "Baris 1: baris ini terlalu panjang"),
        (b"\x00\x01\x02,\x00", "Baris 1:"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(refused: Any, rows: Any, said: str) -> None:
    assert said in refused(rows)


@pytest.mark.parametrize("count", ["-1", "banyak", "1.5"])
def test_a_count_that_is_none_is_refused(refused: Any, count: str) -> None:
    assert "Tulis: silastri ikm" in refused(B1, f"--dilayani={count}")


def test_no_such_file_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "tidak-ada.csv", tmp_path):
        assert ikm.main([str(path)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert "tidak ada atau tidak dapat dibaca" in err


def test_the_command_itself_needs_no_database(tmp_path: Path) -> None:
    file = tmp_path / "jawaban.csv"
    file.write_text("\n".join([HEADER, *B1]))
    home = os.environ | {"SILASTRI_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "silastri", "ikm", str(file)]
    done = subprocess.run(command, cwd=ROOT, env=home, capture_output=True, text=True, check=True)
    assert '"ikm": 83.89' in done.stdout and '"ikm": 85.00' in done.stdout
    assert not (tmp_path / "home").exists()
