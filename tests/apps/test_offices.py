"""Working time follows the office's own holidays; posts follow their periods."""

from datetime import date, timedelta
from typing import Any

import pytest

from silastri.apps.accounts.models import Person
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Emblem, Office, Posting
from silastri.domain.definition.definition import read_office
from tests.builders import MONDAY, STANDARDS, Town

TUESDAY = date(2026, 11, 10)


def test_a_holiday_that_the_office_adds_counts_from_then_on(town: Town) -> None:
    assert queries.working_time(town.office).is_workday(TUESDAY)
    operations.set_holiday(town.office, day=TUESDAY, name="Hari jadi kabupaten", kind="local")
    assert queries.working_time(Office.objects.get()).why_closed(TUESDAY) == "Hari jadi kabupaten"
    operations.remove_holiday(town.office, day=TUESDAY)
    assert queries.working_time(Office.objects.get()).is_workday(TUESDAY)


def test_publishing_again_leaves_the_holidays_the_office_changed(town: Town) -> None:
    from silastri.jobs.publishing import publish

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
    for days, mark in enumerate((None, "Plh.", "Plh.", "Plh.", None)):
        assert queries.desks(stand_in.pk, MONDAY + timedelta(days=days))[0].posts.get("kepala_dinas") == mark, days


def test_somebody_who_left_has_no_desk(town: Town) -> None:
    person = town.officer("loket")
    posting = Posting.objects.get(person=person)
    operations.end_posting(town.office, posting.pk, on=MONDAY.date())
    midnight = MONDAY.replace(hour=0) + timedelta(days=1)
    assert queries.desks(person.pk, midnight - timedelta(minutes=1)), "the last minute of the office's day"
    assert queries.desks(person.pk, midnight) == []


@pytest.mark.django_db
def test_an_emblem_is_kept_with_the_office_and_the_former_one_stays() -> None:
    found, _ = read_office((STANDARDS / "contoh/kantor.yaml").read_text())
    assert found
    text = (STANDARDS / "contoh/kantor.yaml").read_text()
    for drawing in ("<svg>1</svg>", "<svg>2</svg>", ""):
        office = operations.publish(slug="contoh", definition=found.with_emblem(drawing), text=text, at=MONDAY)
        assert queries.definition(office).emblem == drawing
    assert Emblem.objects.count() == 2


def test_who_may_get_a_post_is_here_or_has_a_nip_and_no_post(town: Town) -> None:
    posted, since = Posting.objects.filter(office=town.office), MONDAY.date() - timedelta(days=400)
    before = set(queries.colleagues(town.office))
    assert before == {one.person for one in posted.select_related("person")}

    def somebody(name: str, **more: Any) -> Person:
        return Person.objects.create(name=name, registered_at=MONDAY, **{"activated_at": MONDAY} | more)

    free, citizen = somebody("Bebas Contoh", nip="1" * 18), somebody("Warga Contoh")
    not_yet, away = somebody("Belum Contoh", nip="2" * 18, activated_at=None), somebody("Jauh Contoh", nip="3" * 18)
    came, left = somebody("Datang Contoh"), posted.order_by("pk")[0]
    other = Office.objects.get(pk=town.office.pk)
    other.pk, other.slug, other.code = None, "lain", "LN"
    other.save()
    Posting.objects.create(office=other, person=away, post="kepala_dinas", since=since)
    Posting.objects.create(office=town.office, person=came, post=left.post, since=since, until=since)
    Posting.objects.create(office=town.office, person=came, post=left.post, since=MONDAY.date())
    found = list(queries.colleagues(town.office))
    assert set(found) == before | {free, came}, (citizen, not_yet, away)
    assert len(found) == len(set(found))
    assert [one.name for one in found] == sorted(one.name for one in found)
