"""The key as it lies in the safe: read again in any hand, and a slip is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.backup import key

KEY = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WRITTEN = key.written(KEY)


def test_each_is_another() -> None:
    assert key.new() != key.new()
    assert len(key.written(key.new()).split()) == 9


@pytest.mark.parametrize(
    "typed", [WRITTEN, WRITTEN.lower(), WRITTEN.replace(" ", ""), WRITTEN.replace(" ", "-"), f"  {WRITTEN}\n",
              WRITTEN.replace("0", "O").replace("1", "l")]
)  # fmt: skip
def test_read_as_people_type_it(typed: str) -> None:
    assert key.read(typed) == KEY


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "bukan 0"), (WRITTEN[:-1], "bukan 35"), (WRITTEN.replace("Z", "U"), "'U'"), (KEY, "bukan 32")],
)
def test_what_is_no_key_is_refused(typed: str, said: str) -> None:
    with pytest.raises(key.NotAKey, match=said):
        key.read(typed)


@given(place=st.integers(0, 31), other=st.sampled_from(KEY))
def test_one_wrong_letter_is_noticed(place: int, other: str) -> None:
    whole = WRITTEN.replace(" ", "")
    slipped = whole[:place] + other + whole[place + 1 :]
    if slipped != whole:
        with pytest.raises(key.NotAKey, match="salah ketik"):
            key.read(slipped)
