"""Working time follows the office's own holidays; posts follow their periods."""

from datetime import date

from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Office, Posting
from tests.builders import MONDAY, Town

TUESDAY = date(2026, 11, 10)


def test_a_holiday_that_the_office_adds_counts_from_then_on(town: Town) -> None:
    assert queries.working_time(town.office).is_workday(TUESDAY)
    operations.set_holiday(town.office, day=TUESDAY, name="Hari jadi kabupaten", kind="local")
    assert queries.working_time(Office.objects.get()).why_closed(TUESDAY) == "Hari jadi kabupaten"
    operations.remove_holiday(town.office, day=TUESDAY)
    assert queries.working_time(Office.objects.get()).is_workday(TUESDAY)


def test_publishing_again_leaves_the_holidays_the_office_changed(town: Town) -> None:
    from silastri.jobs.publishing import publish
    from tests.builders import STANDARDS

    operations.set_holiday(town.office, day=date(2026, 12, 25), name="Nama lain", kind="national")
    publish(STANDARDS / "rokan-hilir", at=MONDAY)
    assert queries.working_time(Office.objects.get()).why_closed(date(2026, 12, 25)) == "Nama lain"


def test_a_stand_in_holds_the_post_in_his_period_and_is_called_so(town: Town) -> None:
    stand_in = town.officer("ahli_madya")
    operations.post(
        town.office,
        stand_in,
        post="kepala_dinas",
        since=TUESDAY,
        until=date(2026, 11, 12),
        kind=Posting.Kind.PLH,
        decree="800/1/2026",
        decreed_on=MONDAY.date(),
    )
    posts = {day: queries.desks(stand_in.pk, day)[0].posts.get("kepala_dinas") for day in (MONDAY.date(), TUESDAY)}
    assert posts == {MONDAY.date(): None, TUESDAY: "Plh."}
    assert "kepala_dinas" not in queries.desks(stand_in.pk, date(2026, 11, 13))[0].posts


def test_somebody_who_left_has_no_desk(town: Town) -> None:
    person = town.officer("loket")
    posting = Posting.objects.get(person=person)
    operations.end_posting(town.office, posting.pk, on=MONDAY.date())
    assert queries.desks(person.pk, MONDAY.date())
    assert queries.desks(person.pk, TUESDAY) == []
