"""Cases in which others are asked."""

from pathlib import Path

import pytest

from silastri.apps.cases.models import Case
from tests.builders import Town, a_case
from tests.consulted import consulting
from tests.journey.opinions.asking import STEP


@pytest.fixture
def town(db: None, tmp_path: Path) -> Town:
    return consulting(tmp_path)


@pytest.fixture
def health(town: Town) -> Case:
    return a_case(town, STEP, service="kesehatan")


@pytest.fixture
def crowd(town: Town) -> Case:
    return a_case(town, STEP, service="keramaian")
