"""A moment has a day only by somebody's clock: no code takes the day of a moment as it stands, mostly UTC's."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
SOURCE = Path(__file__).parents[2] / "src" / "silastri"
# Where ``date()`` is called all the same, by file and function, and why.
MAY = {
    ("domain/worktime.py", "day"): "the one place where a moment gets an office's day",
    ("domain/worktime.py", "national_day"): "the one place where a moment gets the capital's day",
    ("domain/definition/condition.py", "_add_months"): "keeps the zone of what a condition reckons with",
    ("domain/registry.py", "_day"): "a day that was typed; it never was a moment",
    ("journey/case/products.py", "valid_until"): "a day of the form, which conditions hold as a moment at midnight",
}


def takes_a_day(tree: ast.AST) -> set[str]:
    """The functions that call ``date()`` on something."""
    return {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr == "date" and not call.args and not call.keywords
    }


def found() -> set[tuple[str, str]]:
    return {
        (str(path.relative_to(SOURCE)), name)
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        for name in takes_a_day(ast.parse(path.read_text()))
    }


def test_nobody_takes_the_day_of_a_moment_as_it_stands() -> None:
    assert found() - set(MAY) == set(), "ask offices.today(office, at) or OfficeTime.day(moment)"


def test_no_test_takes_the_day_of_utc() -> None:
    """Such a test is red from midnight to seven in the morning of the offices."""
    utc = re.compile(r"timezone\.now\(\)\.date\(\)|date\.today\(\)|now\(UTC\)\.date\(\)")
    tests = [path for path in TESTS.rglob("*.py") if path.name != Path(__file__).name]
    assert [str(path) for path in tests if utc.search(path.read_text())] == [], "ask tests.builders.today()"


def test_every_exception_is_still_needed() -> None:
    assert set(MAY) - found() == set()


def test_it_would_be_seen() -> None:
    assert takes_a_day(ast.parse("def f(at):\n    return [g(x.at.date()) for x in at]\n")) == {"f"}
    assert takes_a_day(ast.parse("def f(at):\n    return at.date, datetime.date(2026, 1, 1), at.dates()\n")) == set()
