"""The schemas for editors are those of the code, and our own definitions fit them."""

import json

import pytest

from silastri.domain.definition.schema import FILES, schema
from silastri.domain.definition.source import read
from tests.builders import SCHOOL, STANDARDS, texts
from tests.jobs.test_commands import ROOT


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
