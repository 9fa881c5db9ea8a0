from collections.abc import Iterator

import pytest

from tests.crash.sending import Workers


@pytest.fixture
def workers(transactional_db: None) -> Iterator[Workers]:
    """Where workers come from; they work on the database of the tests."""
    found = Workers()
    yield found
    found.close()
