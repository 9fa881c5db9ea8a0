"""The table of requirements is true: what it names is there, and every id that is quoted stands in it."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.named import ROOT, in_backticks, is_address

TABLE = ROOT / "docs/reference/requirements.md"
NOT_YET = "*not yet*"
_ID = r"[A-L]\d{1,2}"
_IDS = rf"{_ID}(?:(?:,| and|, and) {_ID})*"
# "requirement C11", "requirements I1 and I2", "(I1, I2)"
_QUOTED = re.compile(rf"\brequirements? ({_IDS})\b|(?<=\s)\(({_IDS})\)")
_SOURCE = re.compile(r"(?:(?:JOMPO|KAMPAR|SOP|SIKOP|DTKS)(?: \d[\w.-]*)?|all|ours|\d+|[a-z])")


class Row(NamedTuple):
    id: str
    asked: str
    source: str
    met: str
    shown: str


def read(text: str) -> list[Row]:
    return [
        Row(*cells) for line in text.splitlines() if len(cells := _cells(line)) == 5 and re.fullmatch(_ID, cells[0])
    ]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


ROWS = read(TABLE.read_text())


def wrong(row: Row) -> list[str]:
    """What is not true of a row."""
    found = [f"source {part}" for part in row.source.split(", ") if not _SOURCE.fullmatch(part)]
    if NOT_YET in (row.met, row.shown):
        return found if row.met == row.shown else [*found, "half a not yet"]
    if "not yet" in row.shown or ("not yet" in row.met and not re.search(r"[;:,] [^;:]+: not yet$", row.met)):
        found.append("not yet, of what?")
    met, shown = in_backticks(row.met), in_backticks(row.shown)
    found += ["nothing named"] * (not met or not shown)
    found += [name for name in met if not (is_address(name) if name.startswith("/") else _is_here(name))]
    return found + [name for name in shown if not is_test(name)]


def _is_here(name: str) -> bool:
    """A file, by its whole path from the root, so that it can be found by search."""
    return (ROOT / name).is_file() and not name.startswith("tests/")


def is_test(name: str) -> bool:
    """``tests/web/test_x.py::test_y``: a test function of that file."""
    path, _, function = name.partition("::")
    return path.startswith("tests/") and function in _functions_of(ROOT / path)


@cache
def _functions_of(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    functions = (node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef))
    return {name for name in functions if name.startswith("test_")}


def quoted(text: str) -> set[str]:
    return {found for match in _QUOTED.finditer(text) for found in re.findall(_ID, match[0])}


def test_every_id_that_is_quoted_stands_in_the_table() -> None:
    known, seen = {row.id for row in ROWS}, set()
    for folder in ("src", "tests", "docs", "bench", "tools"):
        for path in (ROOT / folder).rglob("*.*"):
            if path.suffix in (".py", ".md", ".html", ".yaml", ".typ") and path not in (TABLE, Path(__file__)):
                found = quoted(path.read_text())
                assert found <= known, f"{path.relative_to(ROOT)}: {sorted(found - known)}"
                seen |= found
    assert {"A5", "C11", "I1", "I2"} <= seen, "the search finds what is there"
    assert quoted("(requirement C11), (I1, I2), requirements K1 and K2; SUM(A1), an A4 page") == {
        "C11", "I1", "I2", "K1", "K2",
    }  # fmt: skip


def test_each_id_stands_once_under_the_heading_of_its_letter() -> None:
    ids = [row.id for row in ROWS]
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids, key=lambda one: (one[0], int(one[1:])))
    groups = re.split(r"(?m)^## ", TABLE.read_text())[1:]
    assert [group[:2] for group in groups] == [f"{letter}." for letter in "ABCDEFGHIJKL"]
    for group in groups:
        rows = read(group)
        assert rows
        assert {row.id[0] for row in rows} == {group[0]}
        assert [int(row.id[1:]) for row in rows] == list(range(1, len(rows) + 1)), "no id is left out"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_names_what_is_there(row: Row) -> None:
    assert row.asked.endswith(".")
    assert wrong(row) == []


RIGHT = Row("A1", "A page.", "JOMPO 7.15, 16", "`/lacak/`", "`tests/web/matrix/test_matrix.py::test_who_reaches_what`")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"met": "`src/silastri/web/guard.py`; the rest: not yet"}, []),
        ({"met": NOT_YET, "shown": NOT_YET}, []),
        ({"met": NOT_YET}, ["half a not yet"]),
        ({"met": "`/lacak/` not yet"}, ["not yet, of what?"]),
        ({"met": "a page"}, ["nothing named"]),
        ({"met": "`/antrean/`"}, ["/antrean/"]),
        ({"met": "`src/silastri/web/gone.py`"}, ["src/silastri/web/gone.py"]),
        ({"met": "`web/guard.py`"}, ["web/guard.py"]),
        ({"shown": "`tests/web/matrix/test_matrix.py::test_gone`"}, ["tests/web/matrix/test_matrix.py::test_gone"]),
        ({"shown": "`tests/web/test_gone.py::test_x`"}, ["tests/web/test_gone.py::test_x"]),
        ({"shown": "`tests/web/matrix/test_matrix.py`"}, ["tests/web/matrix/test_matrix.py"]),
        ({"shown": "`tests/web/matrix/test_matrix.py::sign`"}, ["tests/web/matrix/test_matrix.py::sign"]),
        ({"source": "JOMP 7"}, ["source JOMP 7"]),
    ],
)
def test_a_row_that_is_untrue_is_told(changed: dict[str, str], told: list[str]) -> None:
    assert wrong(RIGHT._replace(**changed)) == told
