"""The table of docs/reference/capacity.md says what its formula gives, and the formula grows as it should."""

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def formula() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools/capacity.py"))


def test_the_document_has_what_the_formula_gives(formula: dict[str, Any]) -> None:
    text = (ROOT / "docs/reference/capacity.md").read_text()
    for name, cases in formula["PLACES"].items():
        assert formula["row"](name, formula["capacity"](cases)) in text
    assert f"{formula['per_case']() / 1000:.0f} kB a case" in text
    for name in ("CASE", "STEP", "MESSAGE", "LETTER", "PERSON", "PAPER", "MARK", "LOG_LINE"):
        assert f"| {formula[name]:,} |" in text, name


def test_twice_the_cases_take_twice_the_room(formula: dict[str, Any]) -> None:
    one, two = (formula["capacity"](cases) for cases in (1_000_000, 2_000_000))
    assert (two.database, two.files) == (2 * one.database, 2 * one.files)
    assert two.steps == pytest.approx(2 * one.steps)
    assert one.cores <= two.cores <= 2 * one.cores


def test_a_small_office_needs_one_core(formula: dict[str, Any]) -> None:
    assert formula["capacity"](1).cores == 1
