"""What people type as a number or as money is read in ``domain/number.py``, and nowhere else."""

import ast
import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src/silastri"
READERS = {"int", "float", "Decimal", "IntegerField", "DecimalField", "FloatField"}
# Only a text with such a call needs to be parsed: this is read by every process that looks for tests.
_CALLED = re.compile(rf"\b(?:{'|'.join(sorted(READERS))})\b[\s)]*\(")
FLOORS = ("domain", "journey", "web")  # adapters read machines, apps the database, commands and config an operator

# Where one of them stands all the same, and why that is no second reader.
REASONS = {
    "domain/number.py": "the reader",
    "domain/case/fees.py": "reckons with what was read",
    "domain/case/sample.py": "an answer that we invented",
    "domain/check/laws.py": "the numbers of laws, found in a text",
    "domain/check/numbers.py": "the numbers before the items of a list",
    "domain/check/sample_cases.py": "numbers of a formula, found by their digits",
    "domain/definition/booking.py": "hours and minutes",
    "domain/definition/exits.py": "one digit of a way out",
    "domain/definition/office.py": "hours and minutes",
    "domain/definition/words.py": "the parts of a date",
    "domain/duration.py": "the amount of a time, found by its digits",
    "domain/measures/share.py": "a share that we reckoned",
    "domain/reporting/span.py": "digits of a period, found by its pattern",
    "domain/review/score.py": "a score that we reckoned, read again",
    "domain/satisfaction/figures.py": "an index that we reckoned, read again",
    "domain/satisfaction/period.py": "digits of a period, found by its pattern",
    "domain/satisfaction/index.py": "an index that we reckoned",
    "domain/identity.py": "digits of a NIK or NIP, after its check",
    "domain/numbering.py": "the width in a pattern",
    "domain/words/spoken.py": "numbers of a formula, found by their digits",
    "domain/worktime.py": "seconds",
    "domain/written_day.py": "day, month and year",
    "journey/case/links.py": "a key in an address, signed beside it",
    "journey/office/doctor/machine.py": "what the kernel tells",
    "web/components/templatetags/show.py": "seconds",
    "web/officer/guest_book.py": "seconds",
}


def readers(path: Path) -> list[int]:
    """The lines that make a number of something other than what is written there."""
    text, found = path.read_text(), []
    if not _CALLED.search(text):
        return []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node) in READERS:
            constant = bool(node.args) and isinstance(node.args[0], ast.Constant)
            hidden = any("HiddenInput" in ast.dump(word.value) for word in node.keywords)  # what a page fills in itself
            if not constant and not hidden:
                found.append(node.lineno)
    return found


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


FOUND = {
    str(path.relative_to(SRC)): lines
    for floor in FLOORS
    for path in sorted((SRC / floor).rglob("*.py"))
    if (lines := readers(path))
}


@pytest.mark.parametrize("path", sorted(FOUND))
def test_numbers_are_read_in_one_place(path: str) -> None:
    assert path in REASONS, f"{path}: {FOUND[path]} reads numbers itself; use silastri.domain.number or web.forms"


def test_every_exception_is_still_needed() -> None:
    assert set(REASONS) == set(FOUND)


def test_a_second_reader_would_be_found(tmp_path: Path) -> None:
    second = tmp_path / "second.py"
    second.write_text("kept = forms.IntegerField()\nsum = Decimal(typed)\none = int(typed)\nfixed = Decimal('0.1')\n")
    assert readers(second) == [1, 2, 3]


def test_only_0_to_9_are_taken_for_digits() -> None:
    """``"²".isdigit()`` is true, and ``int("²")`` fails: an address may hold it."""
    asked = {"isdigit", "isdecimal", "isnumeric"}
    for path in sorted(SRC.rglob("*.py")):
        calls = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
        assert path == SRC / "domain/number.py" or not calls & asked, path
