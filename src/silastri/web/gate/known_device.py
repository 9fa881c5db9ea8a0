"""Remembers a browser in which somebody signed in, so that wrong guesses made elsewhere do not keep them out."""

import secrets
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from silastri.apps.accounts.models import Person
from silastri.journey.apply.sign_in import From

from .address import address_of

_NAME, _SALT = f"{settings.COOKIE_PREFIX}silastri_kenal", "silastri.device"
_LASTS = 180 * 24 * 3600  # seconds


def where(request: HttpRequest) -> From:
    try:
        kept = request.get_signed_cookie(_NAME, "", salt=_SALT, max_age=_LASTS) or ""
    except BadSignature:
        kept = ""
    person, _, device = kept.partition(":")
    return From(address_of(request), device, person)


def remember(response: HttpResponse, person: Person) -> HttpResponse:
    """A name for this browser that nobody can guess; it signs nobody in."""
    attributes: dict[str, Any] = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    value = f"{person.pk}:{secrets.token_urlsafe(16)}"
    response.set_signed_cookie(_NAME, value, salt=_SALT, max_age=_LASTS, **attributes)
    return response
