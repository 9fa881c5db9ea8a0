"""What one rule finds about one officer stands in one entry, with each finding beneath it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.anomalies import queries
from silastri.apps.anomalies.models import Anomaly
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.web.watch.test_reads_only import watching

PAGE = "/petugas/keanehan/"
NOBODY = 10**9  # a reader whom nothing is about


@pytest.fixture
def auditor(town: Town) -> Client:
    return watching(a_town(STANDARDS / "inspektorat").officer("auditor"), town.office)


def found(town: Town, who: Person | None, *days: int, rule: str = "last_day") -> list[Anomaly]:
    detail = {"by": who.name if who else "", "n": 4, "service": "Rekomendasi", "at": "07-11-2026 pukul 02.00"}
    return [
        Anomaly.objects.create(
            office=town.office, rule=rule, key=f"{who and who.pk}:{day}", person=who, found_at=MONDAY,
            at=MONDAY - timedelta(days=day), detail=detail,
        )
        for day in days
    ]  # fmt: skip


def entries(page: str) -> list[str]:
    """The words of each entry, without what is folded in it."""
    listed = page[page.index('<ul class="card-rows">') : page.index("Aturannya")]
    outside = re.sub("<details.*?</details>", "", listed, flags=re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", one).split()) for one in outside.split('<li class="card-row">')[1:]]


def test_many_of_one_rule_about_one_officer_are_one_entry(town: Town, auditor: Client) -> None:
    often, once = town.officer("back_office"), town.officer("ahli_muda")
    several = found(town, often, 0, 3, 9)
    (alone,) = found(town, once, 1)
    (other,) = found(town, often, 2, rule="odd_hours")
    several[0].state, several[0].why = "false_alarm", "Rapat."
    several[0].save()
    page = auditor.get(PAGE).content.decode()
    first, *others = entries(page)
    assert f": {often.name} 3 kali, 31 Oktober 2026 sampai 9 November 2026; 2 belum dilihat" in first
    assert len(others) == 2 and once.name in others[0] and "kali," not in others[0]
    for one in (*several, alone, other):
        assert page.count(f'href="{PAGE}{one.pk}/"') == 1, "each is judged by itself"
    assert page.count("Bukan masalah") >= 1


def test_what_is_about_no_officer_stands_alone(town: Town, auditor: Client) -> None:
    found(town, None, 0, 1, 2, rule="same_holder")
    assert len(entries(auditor.get(PAGE).content.decode())) == 3


def test_groups_are_counted_whole_and_shown_in_part(town: Town) -> None:
    officers = [town.officer(post) for post in ("back_office", "ahli_muda", "kepala_dinas")]
    for who in officers:
        found(town, who, *range(7))
    found(town, None, 30, 31)
    among = queries.of_office(town.office.pk, NOBODY)
    whole = queries.groups(among, 0, 10, 5)
    assert [(one.count, len(one.findings)) for one in whole] == [(7, 5)] * 3 + [(1, 1)] * 2
    assert all(one.findings[0].at == one.last and one.findings[-1].at > one.first for one in whole[:3])
    parted = [one for since in (0, 2, 4) for one in queries.groups(among, since, since + 2, 5)]
    assert [one.findings for one in parted] == [one.findings for one in whole]
    assert queries.groups(among, 9, 12, 5) == []


def test_it_asks_the_same_few_questions_for_many(town: Town, django_assert_max_num_queries: object) -> None:
    for who in (town.officer("back_office"), town.officer("ahli_muda")):
        found(town, who, *range(20))
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        queries.groups(queries.of_office(town.office.pk, NOBODY), 0, 25, 50)
