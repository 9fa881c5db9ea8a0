"""Sends messages. WhatsApp, SMS and e-mail share one interface; the settings name a sender for each."""

from silastri import adapters

from .port import Messenger

CHANNELS = ("whatsapp", "sms", "email")


def channels() -> list[str]:
    """Those that messages can leave by."""
    return [channel for channel in CHANNELS if adapters.offered(channel)]


def messenger(channel: str) -> Messenger:
    """The sender for ``channel``: "whatsapp", "sms" or "email"."""
    found: Messenger = adapters.get(channel)
    return found
