"""The outside world. Each port has a small interface, one file per vendor, and a fake where it speaks to others.

``settings.ADAPTERS`` names the class that serves a port, as Django's ``STORAGES`` does.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def offered(port: str) -> bool:
    """Whether settings name an adapter for that port."""
    return port in settings.ADAPTERS


@cache
def get(port: str) -> Any:
    """The adapter that the settings name for that port, made once."""
    chosen: dict[str, Any] = settings.ADAPTERS[port]
    return import_string(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))
