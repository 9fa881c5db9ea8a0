"""How much waits for a desk, and how much of it presses."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Posting
from silastri.apps.offices.queries import Desk
from silastri.journey.desk.my_tasks import count_my_tasks
from tests.builders import MONDAY, WIB, Town, a_case

EVENING = datetime(2026, 11, 9, 23, 30, tzinfo=WIB)  # of the office's day; by UTC it is another hour of it


def desk(town: Town, post: str) -> Desk:
    return offices.desks(town.officer(post).pk, MONDAY)[0]


def due(case: Case, step: datetime | None, promise: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(due_at=step, promise_due_at=promise)


def test_late_and_due_today_are_counted_by_the_offices_day_in_one_statement(town: Town) -> None:
    late, broken, today, tomorrow = (a_case(town, "verifikasi") for _ in range(4))
    a_case(town, "kajian")
    ahead = EVENING + timedelta(days=9)
    due(late, EVENING - timedelta(hours=1), ahead)
    due(broken, None, EVENING - timedelta(days=2))
    due(today, EVENING + timedelta(minutes=29), ahead)
    due(tomorrow, EVENING + timedelta(minutes=30), ahead)
    mine = desk(town, "ahli_muda")
    count_my_tasks(mine, EVENING)
    with CaptureQueriesContext(connection) as asked:
        counts = count_my_tasks(mine, EVENING)
    assert (counts.late, counts.today, counts.total) == (2, 1, 4)
    assert len(asked) == 1


def test_whoever_signs_for_a_post_has_its_letters_to_sign_and_nothing_else_of_it(town: Town) -> None:
    a_case(town, "penandatanganan")
    Case.objects.filter(pk=a_case(town, "kajian").pk).update(post="kepala_dinas")
    person, day = town.officer("ahli_muda"), date(2026, 11, 9)
    Posting.objects.create(
        office=town.office, person=person, post="kepala_dinas", kind="an", since=day, until=day, decree="contoh",
        decreed_on=day, own_post="ahli_muda",
    )  # fmt: skip
    assert count_my_tasks(desk(town, "kepala_dinas"), MONDAY).total == 2
    assert count_my_tasks(desk(town, "ahli_muda"), MONDAY).total == 1
