"""A mail in its parts. Whoever writes to the office's mailbox decides what is in it, so nothing here is trusted."""

import email
import email.policy
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from silastri.adapters.messaging.port import NotUnderstood

from .box import LARGEST

_DEEPEST, _MOST = 8, 100  # parts within parts, and parts in all
_LONGEST_HEADER = 2000


def read(raw: bytes) -> Message:
    """Raises NotUnderstood."""
    try:
        mail = email.message_from_bytes(raw[:LARGEST], policy=email.policy.compat32)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise NotUnderstood("a mail that cannot be read") from None
    if not mail.keys():
        raise NotUnderstood("no mail")
    return mail


def header(mail: Message, name: str) -> str:
    """The value of the first header of that name, on one line; empty without one."""
    try:
        value = str(mail.get(name, ""))[:_LONGEST_HEADER]
        pieces = decode_header(value)
    except (ValueError, LookupError, TypeError, AttributeError):
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
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return _letters(content, charset) if isinstance(content, bytes) else ""


def writer(mail: Message) -> str:
    """The address of who wrote it, in small letters."""
    return parseaddr(header(mail, "From"))[1].lower()


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
