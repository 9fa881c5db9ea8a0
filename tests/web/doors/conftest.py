"""What the tests of the doors share."""

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone


@pytest.fixture
def slow_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A millisecond goes by at each look at it: no wait of a second ends because the machine is busy."""
    begun, looks = timezone.now(), count()
    monkeypatch.setattr(timezone, "now", lambda: begun + next(looks) * timedelta(milliseconds=1))
