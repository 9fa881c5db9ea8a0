"""Names as certificates and offices write them."""

import pytest

from silastri.domain.names import may_be_one_person


@pytest.mark.parametrize(
    ("name", "other", "may"),
    [
        ("Drs. H. Budi Contoh, M.Si.", "BUDI CONTOH", True),  # titles and capitals
        ("Budi Contoh", "Budi Santoso Contoh", True),  # a name in the middle is left out
        ("Siti", "Siti", True),  # one word, the same
        ("Siti", "Siti Contoh", False),  # one word proves too little
        ("Dra. Lestari Contoh, M.Si.", "Dra. Bima Contoh, M.Si.", False),
        ("H. Contoh", "Hj. Contoh", True),  # all but the title is the same
        ("Dr.", "Dr. Budi Contoh", False),  # a title is nobody
        ("", "Budi Contoh", False),
        ("", "", False),
    ],
)
def test_two_ways_to_write_a_name(name: str, other: str, may: bool) -> None:
    assert may_be_one_person(name, other) is may
    assert may_be_one_person(other, name) is may
