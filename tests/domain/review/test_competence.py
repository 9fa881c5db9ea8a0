"""What posts ask for, and when a certificate ends."""

from datetime import date, timedelta

import pytest

from silastri.domain.review import competence
from tests.builders import definition

TODAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "ended"), (0, "very_soon"), (30, "very_soon"), (31, "soon"), (90, "soon"), (91, "")],
)
def test_an_end_is_told_ninety_and_thirty_days_before(days: int, said: str) -> None:
    assert competence.ends(TODAY + timedelta(days=days), TODAY) == said


def test_a_certificate_without_an_end_never_ends() -> None:
    assert competence.ends(None, TODAY) == ""


def test_the_standard_asks_of_all_who_carry_it_out() -> None:
    wanted = competence.of_standard(definition())
    assert wanted and all(one.of == definition().standard.name for one in wanted)
    assert {"loket", "back_office", "kepala_dinas"} <= competence.posts_of(definition())
    assert "pemohon" not in competence.posts_of(definition())
    assert competence.lacking(wanted, [wanted[0].key]) == wanted[1:]
    assert competence.key_of(" diklat  PTSP") == competence.key_of("Diklat PTSP")
