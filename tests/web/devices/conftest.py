"""A Monday morning at which the office is open."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.cache import cache

from tests.builders import MONDAY

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    def set_to(now: datetime) -> None:
        monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: now)

    set_to(MONDAY)
    return set_to


@pytest.fixture(autouse=True)
def nothing_is_kept(db: None) -> None:
    cache.clear()
