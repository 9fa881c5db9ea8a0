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
    assert len(asked) == 2
    assert not any("LIKE" in one["sql"] for one in asked)


def test_a_name_that_looks_like_a_number_is_found(found: Callable[[str], list[str]]) -> None:
    Case.objects.update(holder_name="CV Abadi Jaya5")
    assert found("CV Abadi Jaya5") == ["CV Abadi Jaya5"]


def test_many_are_not_cut_off(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is found in two ways, as holder and as applicant; the others as applicants alone."""
    monkeypatch.setattr(find_cases, "_FEW", 2)
    first, *others = (a_case(town, "verifikasi", citizen=n) for n in range(3))
    Case.objects.exclude(pk=first.pk).update(holder_name="Orang Lain")
    name = first.applicant.name.split()[-1]
    assert all(name in one.applicant.name for one in others)
    refs = {case.ref for case in matching(Case.objects.all(), town.office.pk, name)}
    assert refs == {first.ref, *(one.ref for one in others)}
