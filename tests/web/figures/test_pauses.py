"""Who stopped the clock and why, and who sent files back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.domain.act import Act, Actor
from silastri.domain.measures import span
from silastri.journey.desk import pause
from silastri.journey.figures import pauses
from silastri.journey.figures.scope import Scope
from silastri.practice.runner import Runner
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

Browser = Callable[[Person | None], Client]
PAGE = "/petugas/ringkasan/jeda/"
MONTH = f"?masa={MONDAY:%Y-%m}"


@pytest.fixture
def lab(tmp_path: Path, db: None) -> Town:
    return a_town(examples.folder("15_jam", tmp_path, jalur="[]", formulir="[]"))


def stopped(lab: Town, citizen: int = 0) -> Case:
    case = a_case(lab, "uji", service="jam", citizen=citizen)
    return pause.pause(lab.act("tim_teknis"), ref=case.ref, turn=case.turn, reason="Alat rusak")


def test_a_pause_is_told_with_officer_reason_and_working_time(lab: Town, browser: Browser) -> None:
    ended, still = stopped(lab), stopped(lab, 1)
    pause.resume(lab.act("tim_teknis", MONDAY + timedelta(hours=2)), ref=ended.ref, turn=ended.turn)
    head = lab.officer("kepala_dinas")
    told = pauses.pauses(
        Act(Actor(head.pk, head.name, lab.office.pk), MONDAY + timedelta(hours=3), "web"),
        lab.office,
        Scope(True, True, frozenset(), True),
        span.of_key("", MONDAY.date()),
    )
    assert told.groups == [(lab.officer("tim_teknis").name, "Alat rusak", 2, 2 * 60 + 3 * 60)]
    assert {(one.ref, one.ended is None) for one in told.halts} == {(ended.ref, False), (still.ref, True)}
    page = browser(head).get(f"{PAGE}{MONTH}").content.decode()
    assert "Alat rusak" in page and ended.ref in page and "masih berhenti" in page


def test_others_pauses_are_not_shown_to_a_superior_of_other_posts(lab: Town, browser: Browser) -> None:
    case = stopped(lab)
    superiors = [post for post in ("ahli_muda", "ahli_madya") if lab.office.definition.count(post)]
    for post in superiors:
        assert case.ref not in browser(lab.officer(post)).get(f"{PAGE}{MONTH}").content.decode()


def test_a_return_is_told_with_its_reason(town: Town, browser: Browser) -> None:
    runner = Runner(town.service(), town.citizens[0], MONDAY + timedelta(hours=5), 0)
    case = runner.returned()
    assert case
    head = browser(town.officer("kepala_dinas"))
    page = head.get(f"{PAGE}{MONTH}").content.decode()
    assert case.ref in page and town.officer("back_office").name in page
    assert "Tidak ada jeda" in page


def test_months_without_any_say_so(town: Town, browser: Browser) -> None:
    page = browser(town.officer("kepala_dinas")).get(PAGE).content.decode()
    assert "Tidak ada jeda" in page and "Tidak ada berkas yang dikembalikan" in page
