"""Until when one may object to a decision."""

from datetime import date

from silastri.domain.case import objection
from tests.builders import office_definition


def test_it_counts_workdays_from_the_day_after() -> None:
    time = office_definition().time({date(2026, 12, 25): "Hari Raya Natal"})
    # Four weeks and a day of five workdays, and one more for Christmas.
    assert objection.until(time, date(2026, 12, 1)) == date(2026, 12, 31)
