"""Addresses that go into messages and QR codes."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from silastri.apps.opinions import queries as opinions
from silastri.apps.opinions.models import Opinion

_HIDDEN = re.compile(r"\[tautan rahasia (\d+)\]")


def absolute(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def host() -> str:
    """The one site on which letters of this installation are checked."""
    return urlsplit(settings.SITE_URL).netloc.lower()


def to_party(opinion: Opinion) -> str:
    """Where a party outside answers: whoever has this address speaks for it."""
    return absolute("partner", opinions.link(opinion))


def hidden(pk: int) -> str:
    """What stands for that address in a message until it is sent: it is kept nowhere."""
    return f"[tautan rahasia {pk}]"


def shown(body: str) -> str:
    """A message as its receiver gets it."""

    def address(match: re.Match[str]) -> str:
        opinion = opinions.by_pk(int(match[1]))
        return to_party(opinion) if opinion and opinion.salt else match[0]

    return _HIDDEN.sub(address, body)
