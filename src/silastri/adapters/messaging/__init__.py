"""Sends messages: WhatsApp, SMS and e-mail keep the same promises, each through the sender that settings
name for it."""

from silastri import adapters

from .port import Messenger


def messenger(channel: str) -> Messenger:
    """``channel`` is "whatsapp", "sms" or "email"."""
    found: Messenger = adapters.get(channel)
    return found
