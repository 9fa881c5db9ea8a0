"""Addresses that go into messages and QR codes."""

from django.conf import settings
from django.urls import reverse


def absolute(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)
