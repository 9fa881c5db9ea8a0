"""Letters: what comes from a case is text, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.adapters.pdf.markdown import blocks
from silastri.domain.definition import letter_text
from silastri.domain.definition.condition import ConditionFailed


def words(markdown: str) -> str:
    found = []
    for block in blocks(markdown):
        for runs in block.get("rows", []) or block.get("items", []) or [[block.get("runs", [])]]:
            cells = runs if runs and isinstance(runs[0], list) else [runs]
            found += [run["text"] for cell in cells for run in cell]
    return "".join(found)


def test_fills_facts_and_formats_dates() -> None:
    from datetime import UTC, datetime

    text = letter_text.read("Lahir {{ a.lahir }}, {{ a.nama }}.", "surat.md")
    facts = {"a": {"lahir": datetime(1945, 7, 1, tzinfo=UTC), "nama": "Minah"}}
    assert words(text.fill(facts)) == "Lahir 1 Juli 1945, Minah."


def test_a_missing_fact_is_a_refusal_not_a_gap() -> None:
    with pytest.raises(ConditionFailed):
        letter_text.read("{{ a.tidak_ada }}", "surat.md").fill({"a": {}})


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=60))
def test_no_name_becomes_markup(name: str) -> None:
    filled = letter_text.read("Nama x{{ n }}x.", "surat.md").fill({"n": name})
    assert words(filled) == f"Nama x{' '.join(name.split())}x."
    runs = blocks(filled)[0]["runs"]
    assert not any(run["bold"] or run["italic"] for run in runs)


@given(st.text(alphabet="|*_#`[]()<>\\&-+!.~1{} ", min_size=1, max_size=30))
def test_nor_a_second_cell_of_a_table(name: str) -> None:
    filled = letter_text.read("| Nama | x{{ n }}x |", "surat.md").fill({"n": name})
    (block,) = blocks(filled)
    assert block["kind"] == "facts"
    assert words(filled) == f"Namax{' '.join(name.split())}x"


def test_markdown_that_letters_may_use() -> None:
    found = blocks("Halo **tebal** dan *miring*.\n\n1. satu\n2. dua\n\n- a\n\n## Judul")
    assert [block["kind"] for block in found] == ["paragraph", "numbers", "bullets", "heading"]
    assert [run["bold"] for run in found[0]["runs"]] == [False, True, False, False, False]


def test_html_and_links_stay_text() -> None:
    assert words("<b>x</b> [a](http://b)") == "<b>x</b> [a](http://b)"
