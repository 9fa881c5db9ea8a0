"""How long something took, as people say it."""

import pytest

from silastri.domain.duration import parse
from silastri.domain.measures import spoken
from silastri.domain.measures.open_minutes import OpenMinutes
from tests.builders import office_definition


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0 menit"), (59, "59 menit"), (60, "1 jam"), (200, "3 jam 20 menit"), (450, "1 hari kerja"),
     (1125, "2,5 hari kerja")],
)  # fmt: skip
def test_a_length(minutes: int, told: str) -> None:
    assert spoken.length(minutes, 450) == told


@pytest.mark.parametrize(
    ("minutes", "promise", "told"),
    [
        (0, "5 hari kerja", "1 hari kerja"),
        (450, "5 hari kerja", "1 hari kerja"),
        (451, "5 hari kerja", "2 hari kerja"),  # rounded up, so that nothing sounds quicker than it was
        (89, "60 menit", "1 jam 29 menit"),
        (451, "60 menit", "2 hari kerja"),
    ],
)
def test_the_time_within_which_it_was_done(minutes: int, promise: str, told: str) -> None:
    assert spoken.within(minutes, 450, parse(promise)) == told


def test_an_ordinary_day_of_an_office() -> None:
    assert OpenMinutes(office_definition().time({})).of_a_day == 450
