"""Tests that try at random, or in great number: briefly with every run, at length by `make check-long`."""

import os

import pytest

campaign = pytest.mark.campaign
LONG = bool(os.environ.get("SILASTRI_LONG"))


def tries(often: int, at_length: int) -> int:
    """How many: of a usual run, and of a long one."""
    return at_length if LONG else often
