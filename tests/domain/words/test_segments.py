"""How many parts an SMS takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.words import segments


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),  # twice 153: each part of a series tells its place in it
        ("a" * 307, 3),
        ("é" * 160, 1),  # GSM has this letter
        ("€" * 80, 1),  # and this one as two
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 10, 2),  # its halves stay together, so it begins the second part
        ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("[x]", 1),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("ж" * 134, 2),
        ("ж" * 135, 3),
        ("😀" * 35, 1),  # two places each
        ("😀" * 36, 2),  # 33 fit a part of 67
        ("😀" * 66, 2),
        ("😀" * 67, 3),
        ("a" * 159 + "ж", 3),  # one rare letter makes all of them wide
        ("“Surat – izin…”", 1),
        ("“" * 160, 1),  # quotes that only look nicer cost nothing
        ("a\r\n" * 80, 1),
    ],
)
def test_parts(text: str, parts: int) -> None:
    assert segments.segments(text) == parts


def test_what_only_looks_nicer_becomes_plain() -> None:
    assert segments.as_sent("“Surat” – selesai…\r\nNo.\u00a01") == '"Surat" - selesai...\nNo. 1'
    assert not segments.is_wide("“Surat” – selesai…")
    assert segments.is_wide("Surat ж")


@given(st.text(max_size=400))
def test_every_text_has_a_number_of_parts(text: str) -> None:
    parts = segments.segments(text)
    assert (parts == 0) is (text == "")
    longest = 67 if segments.is_wide(text) else 153
    assert parts <= 1 or parts >= len(segments.as_sent(text)) / longest
    assert segments.segments(segments.as_sent(text)) == parts
