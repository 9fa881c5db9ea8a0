"""The address from which a request comes: behind a proxy that the installation trusts, the one that it tells."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

_HOME = 64  # bits of an IPv6 address that one household has to itself


def address_of(request: HttpRequest) -> str:
    """Anybody can send an X-Forwarded-For: what it says is believed only from the right, as far as trusted proxies
    wrote it. IPv6 is cut to the network of a household, which can use any address in it."""
    found = _read(request.META.get("REMOTE_ADDR", ""))
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while found and told and _is_trusted(found):
        before = _read(told.pop())
        if before is None:
            break
        found = before
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, _HOME), strict=False))
    return str(found or "")


def _is_trusted(address: object) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _read(text: str):  # type: ignore[no-untyped-def]
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
