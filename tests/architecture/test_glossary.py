"""The glossary has a word for whatever the project keeps and does."""

import re
from pathlib import Path

from django.apps import apps

from silastri.domain.kinds import NATURES

GLOSSARY = (Path(__file__).parent.parent.parent / "docs/glossary.md").read_text()


def rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def in_code() -> set[str]:
    """The names of the second column."""
    return {part for row in rows() for name in re.findall(r"`([\w.]+)`", row[1]) for part in name.split(".")}


def test_every_model_has_its_word() -> None:
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("silastri.")}
    assert len(models) > 30
    assert models - in_code() == set()


def test_no_two_models_share_a_word() -> None:
    names = [model.__name__ for model in apps.get_models() if model.__module__.startswith("silastri.")]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_kind_of_step_has_its_word_and_its_act() -> None:
    acts = {row[0].strip("`"): row[1].strip("`") for row in rows() if row[0].startswith("`")}
    assert acts == {str(kind): nature.act for kind, nature in NATURES.items()}


def test_no_term_is_explained_twice() -> None:
    terms = [row[0] for row in rows()]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
