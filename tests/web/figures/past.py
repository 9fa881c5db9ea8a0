"""An office with a past, as the demo makes it, and its sums."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from html import unescape

from django.test import Client
from django.utils import timezone

from silastri.apps.offices.models import Office
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.journey.figures import measure
from silastri.practice import history
from tests.builders import Town, today


def with_past(town: Town, days: Sequence[date] | None = None, count: int = 40) -> Town:
    """Cases of the last seven weeks, or one of each of these days."""
    office = Office.objects.get(pk=town.office.pk)
    past = history.past_of(office, timezone.now(), town.citizens)
    past.dice.seed(count)
    near = [today() - timedelta(days=n) for n in range(1, 50)]
    open_days = [day for day in near if past.time.is_workday(day)]
    history.write(past, days or [past.dice.choice(open_days) for _ in range(count)], timezone.now())
    measured(town)
    return town


def measured(town: Town) -> None:
    act = Act(Actor(SYSTEM.person, SYSTEM.name, town.office.pk), timezone.now(), "job")
    while measure.keep_up(act):
        pass


def tiles(page: str) -> dict[str, tuple[str, str]]:
    """Each figure of the page by its label, the last of that name: its value, and the address that it leads to."""
    found = {}
    for tile in page.split('<li class="figures__one">')[1:]:
        value = re.search(r"figures__value[^>]*>([^<]*)<", tile)
        label = re.search(r'figures__label">([^<]*)<', tile)
        link = re.match(r'<a class="figures__link" href="([^"]*)"', tile)
        assert value and label
        found[label[1]] = value[1], unescape(link[1]) if link else ""
    return found


def listed(client: Client, address: str) -> int:
    """How many cases the list at that address has."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return int(answer.context["pager"].total)
