"""The schemas for editors are those of the code, and our own definitions fit them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from silastri.domain.definition.schema import FILES, schema
from silastri.domain.definition.source import read
from tests.builders import SCHOOL, STANDARDS, texts
from tests.commands.test_commands import ROOT


@pytest.mark.parametrize("name", FILES)
def test_the_published_schema_is_fresh(name: str) -> None:
    """If not: silastri standard schema docs/reference"""
    assert json.loads((ROOT / f"docs/reference/{name}.schema.json").read_text()) == schema(name)


def test_words_that_we_use_are_in_it() -> None:
    words = schema("sop")["properties"]["langkah"]["items"]["properties"]
    for step in read(texts(SCHOOL)["sop.yaml"], "sop.yaml").value["langkah"]:
        for used in next(iter(step.values())):
            assert used in words
    assert "kop" not in schema("kantor")["properties"]
    office = read((STANDARDS / "rokan-hilir/kantor.yaml").read_text(), "kantor.yaml").value
    assert set(office) <= set(schema("kantor")["properties"])


def _words(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield from ((f"{place}.{word}", meaning) for word, meaning in node.get("properties", {}).items())
        for key, inner in node.items():
            yield from _words(inner, f"{place}.{key}")
    for inner in node if isinstance(node, list) else []:
        yield from _words(inner, place)


@pytest.mark.parametrize("name", FILES)
def test_an_editor_can_show_what_every_word_means(name: str) -> None:
    words = list(_words(schema(name)))
    assert len(words) > 20
    assert [place for place, word in words if not word.get("description", "").strip()] == []


def _descriptions(node: Any) -> Iterator[str]:
    for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key == "description" and isinstance(inner, str):
            yield inner
        yield from _descriptions(inner)


@pytest.mark.parametrize("name", FILES)
def test_what_an_editor_shows_is_not_our_english(name: str) -> None:
    """Pydantic would show our docstrings."""
    english = re.compile(r"\b(the|of|is|an|what|which|for)\b", re.IGNORECASE)
    assert [text for text in _descriptions(schema(name)) if english.search(text)] == []
