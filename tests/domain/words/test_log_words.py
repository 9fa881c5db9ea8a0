"""Every act that is logged has words for the auditor who reads it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from silastri.domain.words import log_words

SRC = Path(__file__).parents[3] / "src" / "silastri"
_LOGS = ("log", "log_all", "log_people")
_CALLED = re.compile(r"\b(?:log|log_all|log_people|Flow)\s*\(")  # the others need not be parsed


def logged() -> Iterator[tuple[str, str]]:
    """The acts that any file logs, as they are written in it."""
    for path in sorted(SRC.rglob("*.py")):
        text = path.read_text()
        if not _CALLED.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _LOGS:
                what = node.args[1] if len(node.args) > 1 else None
                if isinstance(what, ast.Constant):
                    yield path.name, str(what.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Flow":
                kind = next(word.value for word in node.keywords if word.arg == "what")
                assert isinstance(kind, ast.Constant)
                yield from ((path.name, f"{did}_{kind.value}") for did in ("write", "send_back", "check", "sign"))


def test_every_act_that_is_logged_has_words() -> None:
    found = list(logged())
    assert len(found) > 60
    assert [(path, what) for path, what in found if what not in log_words.EVENTS] == []
    by_the_guard = {"see", "refused"}
    assert set(log_words.EVENTS) - {what for _, what in found} - by_the_guard == set(), "nothing logs these"


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({"page": "desk_document", "which": "pk=12 page=1"}, "berkas, bagian 12, 1"),
        ({"page": "desk_case", "why": "NotYours"}, "berkas, bukan tugasnya"),
        ({"by": "name", "which": ""}, "berkas, dengan nama"),
        ({"why": "what no program says"}, "berkas"),
    ],
)
def test_what_else_is_known_is_told_in_indonesian(detail: dict[str, str], said: str) -> None:
    assert log_words.details(detail, "berkas") == said
