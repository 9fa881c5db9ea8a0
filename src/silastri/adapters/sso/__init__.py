"""Signing in elsewhere: the region's own account of its civil servants (SSO)."""

from silastri import adapters

from .port import Provider


def provider() -> Provider:
    found: Provider = adapters.get("sso")
    return found
