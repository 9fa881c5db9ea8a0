"""Addresses that go into messages and QR codes."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from silastri.apps.opinions import queries as opinions
from silastri.apps.opinions.models import Opinion
from silastri.domain import reference
from silastri.domain.refusal import NotFit

_HIDDEN = re.compile(r"\[tautan rahasia (\d+)\]")


def absolute(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def host() -> str:
    """The only site on which letters of this installation are checked."""
    return urlsplit(settings.SITE_URL).netloc.lower()


def to_letter(typed: str) -> str:
    """The address of a letter's page, from its code or from the text of its QR. Raises NotFit."""
    where, code, stated = reference.letter_address(typed)
    if not code:
        raise NotFit("Kode surat terdiri dari 16 huruf dan angka. Periksa lagi.")
    if where not in ("", host()):
        raise NotFit(f"Kode QR itu menunjuk ke {where}, bukan {host()}. Jangan dipercaya.")
    return reverse("letter", args=[code]) + (f"#{stated}" if stated else "")


def to_party(opinion: Opinion) -> str:
    """The address at which a party outside answers. Whoever has it can answer for the party."""
    return absolute("partner", opinions.link(opinion))


def hidden(pk: int) -> str:
    """Takes the place of a secret address in a stored message, so that the address is kept nowhere."""
    return f"[tautan rahasia {pk}]"


def shown(body: str) -> str:
    """The message with the secret address, as it is sent."""

    def address(match: re.Match[str]) -> str:
        opinion = opinions.by_pk(int(match[1]))
        return to_party(opinion) if opinion and opinion.salt else match[0]

    return _HIDDEN.sub(address, body)
