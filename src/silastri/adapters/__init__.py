"""What speaks to the outside. Each port has a small interface, a fake that ships, and one file per vendor.

Which class serves a port is named in ``settings.ADAPTERS``, as Django does for ``STORAGES``.
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
    """The adapter that settings name for that port, made once."""
    chosen: dict[str, Any] = settings.ADAPTERS[port]
    return import_string(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))
