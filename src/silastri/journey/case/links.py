"""Addresses that go into messages and QR codes."""

import re
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from silastri.apps.messages.models import Message
from silastri.apps.opinions import queries as opinions
from silastri.apps.opinions.models import Opinion
from silastri.domain import reference
from silastri.domain.refusal import MovedOn, NotFit
from silastri.domain.words.messages.opinion import PartnerAsked
from silastri.domain.words.messages.template import Template


class NoLink(MovedOn):
    """A message has no secret link any more, or is not on its way to the party for whom its link was made."""


class NotACode(NotFit):
    """What was typed has not the shape of a letter's code."""


def absolute(name: str, *args: str) -> str:
    shape = _shape(name, len(args), get_script_prefix()) if all(map(_PLAIN.fullmatch, args)) else ""
    return settings.SITE_URL + (shape.format(*args) if shape else reverse(name, args=args))


_PLAIN = re.compile(r"[A-Za-z0-9-]+")  # such as the number of a case: it stands in an address as it is


@cache
def _shape(name: str, places: int, prefix: str) -> str:
    """The address with a gap for each argument, or nothing where one must be a number. Django
    searches all addresses anew each time, which takes longer than a step takes to find its case."""
    marks = [f"gap-{place}-" for place in range(places)]
    try:
        found = reverse(name, args=marks).replace("{", "{{").replace("}", "}}")
    except NoReverseMatch:
        return ""
    for mark in marks:
        found = found.replace(mark, "{}", 1)
    return found


def host() -> str:
    """The only site on which letters of this installation are checked."""
    return urlsplit(settings.SITE_URL).netloc.lower()


def to_letter(typed: str) -> str:
    """The address of a letter's page, from its code or from the text of its QR.

    Raises NotACode, and NotFit for a letter of another site.
    """
    where, code, stated = reference.letter_address(typed)
    if not code:
        raise NotACode("Kode surat terdiri dari 16 huruf dan angka. Periksa lagi.")
    if where not in ("", host()):
        raise NotFit(f"Kode QR itu menunjuk ke {where}, bukan {host()}. Jangan dipercaya.")
    return reverse("letter", args=[code]) + (f"#{stated}" if stated else "")


def uid(pk: int) -> str:
    """The number of a row, as it stands in an address."""
    return urlsafe_base64_encode(force_bytes(pk))


def pk_of(uid: str) -> int:
    """The number that ``uid`` stands for; 0 for what is none."""
    try:
        pk = int(urlsafe_base64_decode(uid))
    except (ValueError, OverflowError):
        return 0
    return pk if 0 < pk < 2**62 else 0


def to_party(opinion: Opinion) -> str:
    """The address at which a party outside answers. Whoever has it can answer for the party."""
    return absolute("partner", opinions.link(opinion))


def as_sent(message: Message) -> Template:
    """A message as its receiver gets it. Raises NoLink."""
    words, opinion = message.words, message.opinion
    if not isinstance(words, PartnerAsked):
        return words
    if opinion is None or not opinion.salt or opinion.state != Opinion.State.ASKED:
        raise NoLink("Pertanyaan ini tidak menunggu jawaban lagi, jadi tautannya tidak dikirim.")
    if message.to != opinion.contact:
        raise NoLink("Tautan ini dibuat untuk kontak lain, jadi tidak dikirim. Kirim pertanyaannya lagi.")
    return replace(words, link=to_party(opinion))
