"""A mail in its parts. Whoever writes to the office's mailbox decides what is in it, so nothing here is trusted."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime

from silastri.adapters.messaging.port import NotUnderstood

from .box import LARGEST

_DEEPEST, _MOST = 8, 100  # parts within parts, and parts in all
_LONGEST_HEADER = 2000
_UNFORESEEN = (ValueError, LookupError, TypeError, AttributeError)  # of the standard library, for broken mail


class _ShortHeaders(Compat32):
    """A header of a hundred thousand parameters would take the standard library many seconds."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def read(raw: bytes) -> Message:
    """Raises NotUnderstood."""
    try:
        mail = email.message_from_bytes(raw[:LARGEST], policy=_ShortHeaders())
    except (*_UNFORESEEN, RecursionError):
        raise NotUnderstood("a mail that cannot be read") from None
    if not mail.keys():
        raise NotUnderstood("no mail")
    return mail


def header(mail: Message, name: str) -> str:
    """The value of the first header of that name, on one line; empty without one."""
    try:
        pieces = decode_header(str(mail.get(name, "")))
    except _UNFORESEEN:
        return ""
    return " ".join("".join(_letters(piece, charset or "") for piece, charset in pieces).split())


def inside(mail: Message) -> Iterator[Message]:
    """The mail and all its parts, but what belongs to a mail that is attached to it."""
    waiting = [(mail, 0)]
    for _ in range(_MOST):
        if not waiting:
            return
        part, depth = waiting.pop(0)
        yield part
        if part.get_content_maintype() == "multipart" and depth < _DEEPEST and isinstance(part.get_payload(), list):
            waiting = [(one, depth + 1) for one in part.get_payload() if isinstance(one, Message)] + waiting


def text(part: Message) -> str:
    """The words of a part that is text."""
    try:
        content = part.get_payload(decode=True)
        charset = str(part.get_content_charset("utf-8"))
    except _UNFORESEEN:
        return ""
    return _letters(content, charset) if isinstance(content, bytes) else ""


def writer(mail: Message) -> str:
    """The address of who wrote it, in small letters."""
    try:
        return parseaddr(header(mail, "From"))[1].lower()
    except RecursionError:  # brackets within brackets
        return ""


def at(mail: Message) -> datetime | None:
    """When it was written, as it says itself."""
    try:
        found = parsedate_to_datetime(header(mail, "Date"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _letters(content: bytes | str, charset: str) -> str:
    if isinstance(content, str):
        return content
    try:
        return content.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")
