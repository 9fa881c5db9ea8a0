"""Mail that came back: reports of mail servers (RFC 3464) become receipts, answers of people become messages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from email.message import Message

from silastri.adapters.messaging import said
from silastri.adapters.messaging.port import Heard, Incoming, NotUnderstood, Receipt

from . import answers, letter, mark, meanings, parts

_HEARD = {
    "failed": Heard.FAILED,
    "delayed": Heard.SENT,  # the server still tries
    "relayed": Heard.SENT,
    "expanded": Heard.SENT,
    "delivered": Heard.DELIVERED,
}
_SERVERS = ("mailer-daemon@", "postmaster@")
# Headers by which a mail tells that no person wrote it, and the values that do not say so.
_BY_ITSELF: Mapping[str, tuple[str, ...]] = {
    "Auto-Submitted": ("", "no"),
    "Precedence": ("", "normal", "first-class", "special-delivery"),
    "List-Id": ("",),
    "X-Autoreply": ("", "no"),
    "X-Autorespond": ("", "no"),
}
_SEARCHED = 20_000  # letters in which a mark is looked for


def understand(raw: bytes, key: bytes, *, ours: frozenset[str]) -> list[Receipt | Incoming]:
    """What a mail tells; nothing when it is of no concern. ``ours``: our own addresses. Raises NotUnderstood."""
    mail = parts.read(raw)
    report = next((part for part in parts.inside(mail) if part.get_content_type() == "message/delivery-status"), None)
    if report is not None:
        return _reported(mail, report, key)
    sender = parts.writer(mail)
    if sender.startswith(_SERVERS):
        return _told_in_words(mail, key)
    if _wrote_itself(mail) or sender in ours:
        return []
    if not letter.is_address(sender) or not said.name(sender):  # no column holds it
        raise NotUnderstood("a mail without a sender")
    id = parts.header(mail, "Message-ID")[:100]
    return [Incoming(id, answers.text(mail), at=parts.at(mail), user_id=sender, kind="email")]


def _reported(mail: Message, report: Message, key: bytes) -> list[Receipt | Incoming]:
    """Mail of ours goes to one receiver, so one result is told. Reports to other programs are of no concern."""
    groups = report.get_payload()
    fields = [_fields(group) for group in groups if isinstance(group, Message)] if isinstance(groups, list) else []
    result = next((field for field in fields if "action" in field), None)
    if result is None:
        raise NotUnderstood("a report without an action")
    known = _known(mail, (field.get("original-envelope-id", "") for field in fields), key)
    heard = _HEARD.get(re.split(r"[^a-z]", result["action"].lower())[0])
    if known is None or heard is None:
        return []
    code = meanings.code(result.get("status", ""))
    if code[2:] in ("", "0.0"):  # the server that refused may have said more than the one that reports
        code = meanings.code(result.get("diagnostic-code", "")) or code
    return [_receipt(mail, known, heard, code)]


def _told_in_words(mail: Message, key: bytes) -> list[Receipt | Incoming]:
    """Old servers report in free words. Only a mail of ours with a lasting code counts: others are mere warnings."""
    words = "\n".join(_words(mail))[:_SEARCHED]
    known, code = _known(mail, [words], key), meanings.code(words)
    return [_receipt(mail, known, Heard.FAILED, code)] if known and code.startswith("5") else []


def _receipt(mail: Message, known: tuple[str, str], heard: Heard, code: str) -> Receipt:
    failed = heard is Heard.FAILED
    return Receipt(
        heard,
        at=parts.at(mail),
        provider_id=known[0],
        reference=known[1],
        code=code if failed else "",
        why=meanings.sentence(code) if failed else "",
        is_temporary=failed and code.startswith("4"),
    )


def _fields(group: Message) -> dict[str, str]:
    return {name.lower(): parts.header(group, name) for name in set(group.keys())}


def _known(mail: Message, first: Iterable[str], key: bytes) -> tuple[str, str] | None:
    """Our mark: what the server kept of it, the address to which it came back, or the mail that it brings with it."""
    headers = (parts.header(mail, name) for name in ("To", "Delivered-To", "X-Original-To", "In-Reply-To"))
    return mark.found("\n".join([*first, *headers, *_returned(mail)])[:_SEARCHED], key)


def _returned(mail: Message) -> Iterator[str]:
    for part in parts.inside(mail):
        if part.get_content_type() in ("text/rfc822-headers", "message/global-headers"):
            yield parts.text(part)[:_SEARCHED]
        elif part.get_content_maintype() == "message":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                yield parts.header(inner[0], "Message-ID")


def _words(mail: Message) -> Iterator[str]:
    for part in parts.inside(mail):
        if part.get_content_maintype() == "text":
            yield parts.text(part)[:_SEARCHED]


def _wrote_itself(mail: Message) -> bool:
    if mail.get_content_type() == "multipart/report" or parts.header(mail, "Return-Path") == "<>":
        return True
    return any(parts.header(mail, name).lower().split(";")[0] not in people for name, people in _BY_ITSELF.items())
