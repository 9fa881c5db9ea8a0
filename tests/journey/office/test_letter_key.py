"""Keys come and go; what was signed with them can be checked for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from silastri.apps.audit.models import LogEntry
from silastri.apps.letters import keys
from silastri.apps.letters.models import LetterKey
from silastri.apps.offices.models import Office
from silastri.domain.letters import statement
from silastri.domain.refusal import NotThere
from silastri.journey.office import letter_key
from tests.builders import MONDAY, STANDARDS, Town, a_town


def test_a_key_that_ends_keeps_only_the_half_that_checks(town: Town) -> None:
    old = LetterKey.objects.get(office=town.office)
    made = letter_key.rotate(town.act("back_office"))
    old.refresh_from_db()
    assert (old.until, old.private, old.state) == (MONDAY, None, "ended")
    assert (made.since, made.until, made.state) == (MONDAY, None, "in_use")
    assert keys.public(old)
    used = keys.in_use(Office.objects.get(pk=town.office.pk), at=MONDAY)
    assert statement.key_id(used.public_key()).hex() == made.kid
    assert LogEntry.objects.get().what == "rotate_letter_key"


def test_three_generations_are_published(town: Town) -> None:
    for years in (1, 2):
        letter_key.rotate(town.act("back_office", MONDAY + timedelta(days=365 * years)))
    assert [key.state for key in keys.published()] == ["ended", "ended", "in_use"]
    assert len({key.kid for key in keys.published()}) == 3


def test_a_leaked_key_is_replaced_at_once(town: Town) -> None:
    act, old = town.act("back_office"), LetterKey.objects.get(office=town.office)
    letter_key.leaked(act, kid=old.kid)
    assert [key.state for key in keys.of_office(town.office.pk)] == ["in_use", "leaked"]
    letter_key.leaked(town.act("back_office", MONDAY + timedelta(days=1)), kid=old.kid)  # said twice is said once
    old.refresh_from_db()
    assert old.leaked_at == MONDAY
    assert len(keys.of_office(town.office.pk)) == 2


def test_an_old_key_may_turn_out_to_be_leaked(town: Town) -> None:
    old = LetterKey.objects.get(office=town.office)
    new = letter_key.rotate(town.act("back_office"))
    letter_key.leaked(town.act("back_office", MONDAY + timedelta(days=1)), kid=old.kid)
    assert [key.kid for key in keys.of_office(town.office.pk) if key.state == "in_use"] == [new.kid]


def test_a_key_of_another_office_is_not_there(town: Town) -> None:
    other = a_town(STANDARDS / "kampar")
    theirs = LetterKey.objects.get(office=other.office)
    with pytest.raises(NotThere):
        letter_key.leaked(town.act("back_office"), kid=theirs.kid)
    theirs.refresh_from_db()
    assert theirs.state == "in_use"


@pytest.mark.django_db(transaction=True)
def test_many_letters_at_once_make_one_first_key() -> None:
    office = a_town().office
    LetterKey.objects.all().delete()
    keys._in_use.cache_clear()

    def used(_: int) -> bytes:
        try:
            return statement.key_id(keys.in_use(office, at=MONDAY).public_key())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(used, range(16)))) == 1
    assert LetterKey.objects.count() == 1
