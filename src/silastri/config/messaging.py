"""Which provider carries each channel of messages, and what it needs to know, from the environment."""

from collections.abc import Callable
from typing import Any

Chosen = dict[str, Any]


# The short name of each provider, its class, and what it is made with. A dotted path of another class is taken as well.
PROVIDERS: dict[str, dict[str, tuple[str, Callable[[], Chosen]]]] = {"whatsapp": {}, "sms": {}, "email": {}}


def chosen(channel: str, name: str) -> Chosen:
    """The adapter that ``SILASTRI_WHATSAPP``, ``_SMS`` or ``_EMAIL`` names. Raises ImproperlyConfigured."""
    backend, options = PROVIDERS[channel].get(name, (name, dict))
    return {"BACKEND": backend, "OPTIONS": options()}
