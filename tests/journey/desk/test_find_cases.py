"""Officers find a case by what they know of it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from silastri.apps.cases.models import Case
from silastri.journey.desk import find_cases
from silastri.journey.desk.find_cases import matching
from tests.builders import Town, a_case


@pytest.fixture
def found(town: Town) -> Callable[[str], list[str]]:
    a_case(town, "verifikasi")
    Case.objects.update(ref="RHL-7KQ4M-9XT2V", holder_name="Andre Setiawan")
    return lambda typed: [case.holder_name for case in matching(Case.objects.all(), town.office.pk, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "RHL-7KQ4M-9XT2V",
        "rhl 7kq4m 9xt2v",  # as it is read out over the telephone
        "rhl7kq4m9xt2v",
        "7KQ4M",  # a part of it
        "setiawan andre",
        "Andre Setiawan",  # which could be a number, were there a digit in it
    ],
)
def test_by_number_or_name(found: Callable[[str], list[str]], typed: str) -> None:
    assert found(typed) == ["Andre Setiawan"]


@pytest.mark.parametrize("typed", ["RHL-7KQ4M-9XT2W", "RHL-00000-00000", "Andre Susanto"])
def test_another_is_not_found(found: Callable[[str], list[str]], typed: str) -> None:
    assert found(typed) == []


def test_a_whole_number_is_looked_up_and_nothing_else(found: Callable[[str], list[str]]) -> None:
    with CaptureQueriesContext(connection) as asked:
        found("RHL-7KQ4M-9XT2V")
    assert len(asked) == 1
    assert "LIKE" not in asked[0]["sql"]


def test_many_are_not_cut_off(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The holder and the applicant bear the same name, so each case is found in two ways."""
    monkeypatch.setattr(find_cases, "_FEW", 2)
    refs = {a_case(town, "verifikasi", citizen=n).ref for n in range(2)}
    name = town.citizens[0].name.split()[-1]
    assert {case.ref for case in matching(Case.objects.all(), town.office.pk, name)} == refs
