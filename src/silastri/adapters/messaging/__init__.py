"""Sends messages: WhatsApp and SMS keep the same promises, each through the sender that settings name for it."""

from silastri import adapters

from .port import Messenger


def messenger(channel: str) -> Messenger:
    """``channel`` is "whatsapp" or "sms"."""
    found: Messenger = adapters.get(channel)
    return found
