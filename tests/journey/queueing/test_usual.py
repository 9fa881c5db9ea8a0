"""What is usual is the median of the last weeks by hour; where the records are too few, nothing is said."""

from datetime import timedelta

from silastri.apps.tickets.models import Ticket
from silastri.journey.queueing import access, usual
from tests.builders import MONDAY, Town
from tests.journey.queueing.hall import at


def a_record(town: Town, n: int, hour: int, minutes: int, days: int) -> None:
    """Somebody came at that hour, so many days ago, and waited so long."""
    came = MONDAY - timedelta(days=days) + timedelta(hours=hour - 9)
    Ticket.objects.create(
        office=town.office, on=came.date(), letter="U", serial=n, code=f"C{n}", via="kiosk", state="done",
        taken_at=came, arrived_at=came, waited=minutes * 60, served=60,
    )  # fmt: skip


def test_the_median_by_hour_and_the_quiet_hours(town: Town) -> None:
    n = 0
    for hour, waits in ((9, (5, 10, 20, 30, 90)), (10, (1, 2, 3, 4, 5)), (13, (2, 2, 2, 2, 2)), (14, (1, 1))):
        for minutes in waits:
            n += 1
            a_record(town, n, hour, minutes, days=3)
    a_record(town, 99, 14, 1, days=40)
    found = usual.usual(town.office, at(0))
    assert found.by_hour == {9: 20, 10: 3, 13: 2}, "two or three people tell nothing of an hour"
    assert found.quiet == ((10, 3), (13, 2))
    assert usual.usual(town.office, MONDAY + timedelta(days=60)).by_hour == {}


def test_an_office_whose_services_have_no_hours_to_choose(town: Town) -> None:
    assert not access.has_appointments(town.office, at(0))
