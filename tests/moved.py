"""Lets each test begin at one moment: a plugin of pytest, for ``make test-clock`` alone (``tools/test_clock.py``)."""

import os
import threading
import time

import pytest

_BEGINS = float(os.environ["SILASTRI_TEST_MOMENT"])
_REAL_AT_ZERO = float(os.environ["SILASTRI_TEST_ZERO"])  # the true time when the monotonic clock showed nought


def begin() -> None:
    """faketime reads its offset from here at each look at the clock."""
    os.environ["FAKETIME"] = f"{_BEGINS - _REAL_AT_ZERO - time.monotonic():+.3f}"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    begin()


time.sleep = lambda seconds: threading.Event().wait(seconds) and None  # faketime 0.9.10 refuses Python's own
begin()  # what modules reckon while they are read
