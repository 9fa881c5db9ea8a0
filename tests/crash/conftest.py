from collections.abc import Iterator
from typing import Any

import pytest

from silastri import adapters
from silastri.practice.gateway import Gateway, Place
from silastri.practice.gateway.behaviour import NORMAL
from tests.adapters.messaging.started import free_port
from tests.crash import sending


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    """The provider of WhatsApp; there is no other channel."""
    place = Place(seed=3, behaviour=NORMAL.changed({"receipt_after": 0.01}))
    with Gateway(place, port=free_port(), mail_port=None) as found:
        others = {name: one for name, one in settings.ADAPTERS.items() if name not in ("sms", "email")}
        settings.ADAPTERS = {**others, "whatsapp": sending.adapter(found.url, place)}
        adapters.get.cache_clear()
        yield found
    adapters.get.cache_clear()


@pytest.fixture
def workers(transactional_db: None) -> Iterator[sending.Workers]:
    """Where workers come from; they work on the database of the tests."""
    found = sending.Workers()
    yield found
    found.close()
