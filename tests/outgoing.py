"""Messages that go out, as tests ask for them."""

from datetime import datetime, timedelta

from django.db import transaction

from silastri.apps.messages import lines
from silastri.apps.messages.models import Message


def taken(at: datetime, channel: str = "whatsapp", most: int = 100, between: timedelta = timedelta()) -> list[Message]:
    """What a worker would take now, by a line without a pace."""
    with transaction.atomic():
        return lines.claim(channel, at, a_second=1000, between=between, most=most)
