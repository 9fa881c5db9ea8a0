"""Every table has a class that says how secret it is, and what is sealed is in none that everybody may read."""

import re
from collections import Counter

from django.apps import apps

from silastri.apps.accounts.sealed import Sealed
from tests.architecture.named import ROOT, in_backticks

TEXT = (ROOT / "docs/reference/data-classes.md").read_text()
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in TEXT.splitlines() if line.startswith("| ")]
CLASSES = {row[0] for row in ROWS if len(row) == 5} - {"class"}
TABLES = [
    (part, kind, name) for part, kind, names in (row for row in ROWS if len(row) == 3) for name in names.split(", ")
]


def test_every_table_has_one_class() -> None:
    ours = {f"{one.__module__.split('.')[2]}.{one.__name__}" for one in apps.get_models() if _is_ours(one)}
    told = Counter(f"{part}.{name}" for part, kind, name in TABLES if part != "part")
    assert set(told) == ours
    assert set(told.values()) == {1}
    assert {kind for part, kind, _ in TABLES if part != "part"} == CLASSES


def test_what_is_sealed_is_not_for_everybody_and_what_is_close_is_sealed() -> None:
    kinds = {f"{part}.{name}": kind for part, kind, name in TABLES}
    for model in filter(_is_ours, apps.get_models()):
        kind = kinds[f"{model.__module__.split('.')[2]}.{model.__name__}"]
        is_sealed = any(isinstance(field, Sealed) for field in model._meta.fields)
        assert not is_sealed or kind in ("personal", "close", "secret"), model
        assert is_sealed or kind != "close", model


def test_what_shows_the_protection_is_there() -> None:
    assert [
        one for one in in_backticks(TEXT) if not re.fullmatch(r"tests/\S+\.py", one) or not (ROOT / one).exists()
    ] == []


def _is_ours(model: type) -> bool:
    return model.__module__.startswith("silastri.")
