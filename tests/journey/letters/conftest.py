"""An office of fisheries, and a letter that it issued: most tests here do something about that letter."""

import pytest

from silastri.apps.letters.models import Letter
from tests.builders import Town
from tests.perikanan import a_letter, perikanan


@pytest.fixture
def town(db: None) -> Town:
    return perikanan()


@pytest.fixture
def letter(town: Town) -> Letter:
    return a_letter(town)
