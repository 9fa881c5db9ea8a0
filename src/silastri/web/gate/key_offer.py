"""Offers a citizen who signed in by password a passkey of the telephone in his hand: once in a browser, and he may put
it off. Whether the telephone has one only its browser knows (``static/passkey.js``), which shows the offer then."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse

from silastri.apps.accounts.models import Person
from silastri.journey.accounts import second_proof

_OFFERED = "key_offer"  # the session's key for an offer that is not answered yet
_NAME, _LASTS = f"{settings.COOKIE_PREFIX}silastri_kunci", 365 * 24 * 3600  # seconds


def make(request: Any, person: Person) -> None:
    """Only where nothing was offered in this browser before: officers set up theirs anyhow."""
    if _NAME not in request.COOKIES and not second_proof.ways(person).passkey:
        request.session[_OFFERED] = True


def is_open(request: Any) -> bool:
    is_in = hasattr(request, "session") and hasattr(request, "user") and request.user.is_authenticated
    return is_in and _OFFERED in request.session


def answered(request: Any, response: HttpResponse) -> HttpResponse:
    """It is not made again in this browser."""
    if request.session.pop(_OFFERED, False):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(_NAME, "1", max_age=_LASTS, httponly=True, samesite="Lax", secure=secure)
    return response
