"""What a person wrote in a mail: without what was quoted below, and without the signature."""

import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from html.parser import HTMLParser
from itertools import zip_longest

from . import parts

_LONGEST = 4000
_LONGEST_LINE, _MOST_LINES = 2000, 1000
# From such a line on, programs repeat the mail that is answered.
_QUOTED = re.compile(
    r"-{2,}\s*(original message|forwarded message|pesan asli|pesan terusan)|_{10,}\s*$"
    r"|(pada|on|le|am)\b.{5,200}\b(menulis|wrote|écrit|schrieb)\b.{0,80}:\s*$|(menulis|wrote):\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"\*?(dari|from)\s?:\*?\s", re.IGNORECASE)
_NEXT = re.compile(r"\*?(dikirim|sent|tanggal|date|kepada|to|ke)\s?:\*?\s", re.IGNORECASE)
_SIGNATURE = "-- "
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote"})
_HIDDEN = frozenset({"style", "script", "head", "title", "blockquote"})


def text(mail: Message) -> str:
    """The words of the first part that holds any; empty for a mail that only brings a file."""
    for kind, read in (("text/plain", str), ("text/html", _plain)):
        for part in parts.inside(mail):
            shown = part.get_content_type() == kind and part.get_content_disposition() != "attachment"
            if shown and (words := _written(read(parts.text(part)))):
                return words
    return ""


def _written(words: str) -> str:
    lines = [line[:_LONGEST_LINE] for line in words.replace("\0", "").splitlines()[:_MOST_LINES]]
    return "\n".join(_own(lines)).strip()[:_LONGEST]


def _own(lines: list[str]) -> Iterator[str]:
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        bare = line.strip()
        wrapped = f"{bare} {following.strip()}"  # a long "... menulis:" stands on two lines
        if line == _SIGNATURE or _QUOTED.match(bare) or _QUOTED.match(wrapped):
            return
        if _HEAD.match(bare) and _NEXT.match(following.strip()):
            return
        if not bare.startswith(">"):
            yield line.rstrip()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(re.sub(r"\s+", " ", data))


def _plain(html: str) -> str:
    """The words of HTML; a quotation in it is left out."""
    reader = _Words()
    with suppress(AssertionError, ValueError):  # by which the standard library meets some broken declarations
        reader.feed(html[: 64 * 1024])
    return re.sub(r"\n\s*\n+", "\n\n", "".join(reader.words))
