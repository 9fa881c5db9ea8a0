"""What somebody searches for is kept out of addresses: people type names and NIK, and browsers and servers keep the
addresses. The words are sent by POST, and stand encrypted in the address of what was found, for that person alone."""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from silastri.apps.accounts import keys
from silastri.domain import sealing

_WORDS = ("cari", "orang", "petugas")  # what may name somebody
_NOT_ASKED = ("csrfmiddlewaretoken",)
_LONGEST = 300  # characters

View = Callable[..., HttpResponse]


def searched(view: View) -> View:
    """A page whose search is sent by POST: it is shown under an address that does not tell the words."""

    @wraps(view)
    def shown(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        address = address_of(request)
        request.GET = _sealed(request)
        if not request.htmx:
            return redirect(address)
        response = view(request, *args, **kwargs)
        response["HX-Push-Url"] = address
        return response

    shown.reads_by_post = True  # type: ignore[attr-defined]
    return shown


def address_of(request: Any) -> str:
    """The address of what was searched for by POST, which does not tell the words."""
    return f"{request.path}?{_sealed(request).urlencode()}"


def words(request: Any, most: int = 100, *, name: str = "cari") -> str:
    """The words of the search, at most so many characters; empty if nothing is searched."""
    return words_in(request.GET, request.user.pk, most, name=name)


def words_in(query: QueryDict, person: int | None, most: int = 100, *, name: str = "cari") -> str:
    """The same, of an address that was kept of that person; nothing of anybody else's."""
    return _opened(query.get(name, ""), person).strip()[:most]


def opened(request: Any) -> QueryDict:
    """All that is asked for, with the words as they were typed."""
    asked: QueryDict = request.GET.copy()
    for name in _WORDS:
        if name in asked:
            asked[name] = words(request, _LONGEST, name=name)
    return asked


def _sealed(request: Any) -> QueryDict:
    sent, asked = request.POST, QueryDict(mutable=True)
    for name in sent:
        value = str(sent[name])
        if value and name not in _NOT_ASKED:
            asked[name] = _closed(value.strip()[:_LONGEST], request.user.pk) if name in _WORDS else value
    return asked


def _about(person: int | None) -> bytes:
    return f"words of a search/{person or 0}".encode()


def _closed(typed: str, person: int | None) -> str:
    return base64.urlsafe_b64encode(keys.sealed(typed.encode(), _about(person))).decode().rstrip("=")


def _opened(text: str, person: int | None) -> str:
    """The words; those of an address that somebody wrote by hand stand there as they are."""
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return text
    if not sealing.is_whole(sealed):
        return text
    try:
        return keys.opened(sealed, _about(person)).decode()
    except sealing.CannotOpen:
        return ""
