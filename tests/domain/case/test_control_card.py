"""The kartu kendali shows every later change."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from silastri.domain.case import control_card
from silastri.domain.case.control_card import Row

KEY = b"k" * 32
AT = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)
ROW = Row("RHL-1", 1, "pengajuan", "pemohon", "Rani", "web", AT, AT, None, AT, "lanjut", "", "pemeriksaan")


def card() -> list[tuple[Row, str]]:
    rows, before = [], control_card.START
    for turn in (1, 2, 3):
        row = replace(ROW, turn=turn, note=f"catatan {turn}")
        before = control_card.seal(row, before, key=KEY)
        rows.append((row, before))
    return rows


def test_an_untouched_card_is_whole() -> None:
    assert control_card.first_break(card(), keys=[KEY]) is None


@pytest.mark.parametrize("field", ["step", "post", "by", "outcome", "note", "to_step", "via"])
def test_a_changed_word_shows(field: str) -> None:
    rows = card()
    rows[1] = (replace(rows[1][0], **{field: "lain"}), rows[1][1])
    assert control_card.first_break(rows, keys=[KEY]) == 2


def test_a_missing_row_shows() -> None:
    rows = card()
    del rows[1]
    assert control_card.first_break(rows, keys=[KEY]) == 2


def test_swapped_rows_show() -> None:
    rows = card()
    rows[0], rows[1] = rows[1], rows[0]
    assert control_card.first_break(rows, keys=[KEY]) == 1


def test_a_row_sealed_anew_breaks_the_next() -> None:
    rows = card()
    changed = replace(rows[1][0], note="lain")
    rows[1] = (changed, control_card.seal(changed, rows[0][1], key=KEY))
    assert control_card.first_break(rows, keys=[KEY]) == 3


def test_nobody_seals_without_the_key() -> None:
    """Whoever has only the database cannot write the whole card anew."""
    rows, before = [], control_card.START
    for row, _ in card():
        before = control_card.seal(replace(row, note="lain"), before, key=b"x" * 32)
        rows.append((replace(row, note="lain"), before))
    assert control_card.first_break(rows, keys=[KEY]) == 1


def test_the_zone_in_which_a_moment_is_written_does_not_matter() -> None:
    from tests.builders import WIB

    assert control_card.seal(replace(ROW, left_at=AT.astimezone(WIB)), "", key=KEY) == control_card.seal(
        ROW, "", key=KEY
    )


@pytest.mark.parametrize(
    ("name", "paraf"),
    [
        ("Ayu Contoh", "AC"),
        # titles before and after are no part of it
        ("Dra. Ayu Contoh, M.Si.", "AC"),
        # nor that he stands in, or recorded it for another
        ("Plt. Ayu Contoh", "AC"),
        ("Joko Contoh (mencatatkan)", "JC"),
        # one name
        ("Slamet", "S"),
        # nothing but a title
        ("H.", "H"),
    ],
)
def test_initials(name: str, paraf: str) -> None:
    assert control_card.initials(name) == paraf
