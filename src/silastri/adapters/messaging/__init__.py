"""Sends messages: WhatsApp, SMS and e-mail keep the same promises, each through the sender that settings
name for it."""

from silastri import adapters

from .port import Messenger


def channels() -> list[str]:
    """Those that messages can leave by."""
    return [channel for channel in ("whatsapp", "sms", "email") if adapters.offered(channel)]


def messenger(channel: str) -> Messenger:
    """``channel`` is "whatsapp", "sms" or "email"."""
    found: Messenger = adapters.get(channel)
    return found
