"""What citizens and providers send, as tests ask for it."""

import json
from datetime import datetime
from typing import Any

from silastri.adapters.messaging import messenger
from silastri.adapters.messaging.fake import OnScreen
from silastri.apps.conversations.models import Conversation, Said
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act
from silastri.journey.inbox import keep
from silastri.journey.inbox.understand import understand
from tests.builders import MONDAY

AT = MONDAY.replace(hour=10)
BUDI = "+6281110000011"


def now(at: datetime = AT) -> Act:
    return Act(SYSTEM, at, "job")


def came(body: bytes, at: datetime = AT, channel: str = "whatsapp") -> None:
    """A request that its provider signed."""
    fake: OnScreen = messenger(channel)  # type: ignore[assignment]
    signed = fake.written().headers
    keep.receive(now(at), channel, method="POST", query="", headers=signed, body=body)


def wrote(
    text: str, at: datetime = AT, *, channel: str = "whatsapp", said_at: datetime | None = None, **more: Any
) -> list[str]:
    """Somebody wrote, perhaps long before it came; what we have answered to it until now, the oldest first."""
    before = Said.objects.filter(is_from_citizen=False).count()
    more.setdefault("number", BUDI if channel != "email" else "")
    more.setdefault("provider_id", f"masuk-{at.timestamp()}-{more['number']}-{text[:20]}")
    more |= {"at": said_at.isoformat()} if said_at else {}
    came(json.dumps({"text": text, **more}).encode(), at, channel)
    understand(now(at))
    return [one.text for one in Said.objects.filter(is_from_citizen=False).order_by("id")[before:]]


def the_conversation() -> Conversation:
    return Conversation.objects.select_related("office", "sender__person").get()


def answers() -> list[Message]:
    return list(Message.objects.filter(about__startswith="percakapan/").order_by("pk"))
