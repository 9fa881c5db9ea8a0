"""Registers give numbers without gaps and without doubles."""

import threading
from datetime import date

import pytest
from django.db import connection, connections, transaction

from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries
from silastri.apps.letters.models import Letter
from silastri.domain.definition.office import Register
from tests.builders import MONDAY, Town, a_case, a_town

REGISTER = Register(kunci="rekomendasi", pola="500/{urut:04}/{tahun}")
ON = date(2026, 11, 9)


def number(town: Town, case: Case, on: date = ON) -> Letter:
    letter = letters.draft(case, key="surat", name="Surat", mode="elektronik", at=MONDAY)
    letters.number(letter, REGISTER, on=on)
    letters.add(letter)
    return Letter.objects.get(code=letter.code)


def test_numbers_follow_each_other_and_begin_anew_each_year(town: Town) -> None:
    cases = [a_case(town) for _ in range(3)]
    assert number(town, cases[0]).number == "500/0001/2026"
    assert number(town, cases[1]).number == "500/0002/2026"
    assert number(town, cases[2], date(2027, 1, 4)).number == "500/0001/2027"


def test_a_number_drawn_in_a_transaction_that_fails_is_not_lost(town: Town) -> None:
    case = a_case(town)
    with pytest.raises(RuntimeError), transaction.atomic():
        number(town, case)
        raise RuntimeError
    assert number(town, case).sequence == 1


def test_a_void_number_stays_and_the_case_may_have_another(town: Town) -> None:
    case = a_case(town)
    first = number(town, case)
    letters.void(case, reason="Ditolak", by="Dina Contoh", at=MONDAY)
    second = number(town, case)
    first.refresh_from_db()
    assert (first.state, first.sequence, first.void_reason) == ("void", 1, "Ditolak")
    assert second.sequence == 2


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_each_number_once() -> None:
    town = a_town()
    cases = [a_case(town) for _ in range(12)]
    errors: list[Exception] = []

    def draw(case: Case) -> None:
        try:
            with transaction.atomic():
                number(town, case)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=draw, args=(case,)) for case in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(Letter.objects.values_list("sequence", flat=True)) == list(range(1, 13))
    assert connection.vendor in ("sqlite", "postgresql")


def test_two_signings_of_one_letter_cannot_begin(town: Town) -> None:
    case = a_case(town)
    assert letters.begin_signing(case, keys=["surat"], mode="elektronik", at=MONDAY) == []
    letter = number(town, case)
    assert letters.begin_signing(case, keys=["surat"], mode="elektronik", at=MONDAY) == [letter]
    assert letters.begin_signing(case, keys=["surat"], mode="elektronik", at=MONDAY) == []
    later = MONDAY + letters.SIGNING_LASTS * 2
    assert letters.begin_signing(case, keys=["surat"], mode="elektronik", at=later) == [], "it may be signed already"
    assert list(queries.in_doubt(at=MONDAY)) == []
    assert list(queries.in_doubt(at=later)) == [letter], "one that died has to be asked about"
    assert list(queries.in_doubt(town.office.pk + 1, at=later)) == []
