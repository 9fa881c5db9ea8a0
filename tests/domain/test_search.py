"""What is typed becomes phrases of plain words; what was found is marked; numbers of persons are hidden."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain import search


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Budi Contoh", (("budi",), ("contoh",))),
        ('"surat izin" usaha', (("surat", "izin"), ("usaha",))),
        ("500.16.7.4/0001", (("500", "16", "7", "4", "0001"),)),
        ("Café", (("cafe",),)),
        ("", ()),
        ("  !!! & | ( ) * : ", ()),
        ("'); DROP TABLE x; --", (("drop",), ("table",), ("x",))),
        ('"tak ditutup', (("tak",), ("ditutup",))),
    ],
)
def test_reads_what_is_typed(typed: str, wanted: tuple[tuple[str, ...], ...]) -> None:
    assert search.phrases(typed) == wanted


@given(st.text(max_size=400))
def test_nothing_but_words_gets_into_a_query(typed: str) -> None:
    wanted = search.phrases(typed)
    assert len(wanted) <= search.MOST_PHRASES
    assert re.fullmatch(r"(\(([a-z0-9]+( <-> )?)+:\*\)( & )?)*", search.tsquery(wanted))
    assert re.fullmatch(r"(\"([a-z0-9]+ ?)+\" \*( AND )?)*", search.fts5(wanted))


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_snippet_is_a_piece_of_its_text(text: str, typed: str) -> None:
    parts = search.snippet(text, search.phrases(typed))
    whole = "".join(words for words, _ in parts).removeprefix("… ").removesuffix(" …")
    assert whole in text


def test_a_snippet_marks_what_was_found() -> None:
    text = "Kepala Dinas " * 20 + "memberi izin memakai gedung olah raga kepada Rani. " + "Demikian. " * 40
    parts = search.snippet(text, search.phrases('"gedung olah" izi'))
    assert [words for words, marked in parts if marked] == ["izin", "gedung olah"]
    assert parts[0] == ("… ", False)
    assert parts[-1] == (" …", False)


@pytest.mark.parametrize(
    "text",
    ["1407011203900001", "1407 0112 0390 0001", "140701-120390-0001", "1407.0112.0390.0001", "14070112\r\n03900001"],
)
def test_a_number_of_a_person_is_hidden_however_it_is_written(text: str) -> None:
    found = search.masked(f"NIK {text} di")
    assert "0001" not in found
    assert found == "NIK 1407************ di"


@pytest.mark.parametrize("text", ["19800101 200604 1 001", "198001012006041001", "0812-3456-7890", "Rp1.500.000"])
def test_other_numbers_stay(text: str) -> None:
    assert search.masked(text) == text
