"""What the next page says, such as that something was saved: kept in a cookie that is named and sent as all others."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _Named(CookieStorage):
    cookie_name = f"{settings.COOKIE_PREFIX}silastri_pesan"


class SaidNext(FallbackStorage):
    """Too much for a cookie is kept in the session."""

    storage_classes = (_Named, SessionStorage)
