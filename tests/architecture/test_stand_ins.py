"""What a test puts in another's place leaves with the test."""

import ast
from pathlib import Path

TESTS = Path(__file__).parent.parent
_FOR_ALL_TESTS = {"conftest.py", "moved.py"}  # their stand-ins are meant for the whole run


def _replaced(tree: ast.Module) -> list[str]:
    """The attributes of other modules that are set while a module is read: they would stay for every later test."""
    targets = (target for one in tree.body if isinstance(one, ast.Assign) for target in one.targets)
    return [ast.unparse(target) for target in targets if isinstance(target, ast.Attribute)]


def test_reading_a_module_of_tests_replaces_nothing() -> None:
    paths = [path for path in TESTS.rglob("*.py") if path.name not in _FOR_ALL_TESTS]
    assert len(paths) > 500
    assert {
        str(path.relative_to(TESTS)): found for path in paths if (found := _replaced(ast.parse(path.read_text())))
    } == {}


def test_a_replaced_function_is_seen() -> None:
    assert _replaced(ast.parse("limits.a_file_of = None\nkept = limits.a_file_of")) == ["limits.a_file_of"]
