"""A message as e-mail: plain text, its headers, and the address of who receives it."""

import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from silastri.adapters.messaging.port import Outgoing, WillNotWork

_PART = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]"
_ADDRESS = re.compile(rf"{_PART}{{1,64}}@(?=[^@]{{1,253}}$)[A-Za-z0-9-]{{1,63}}(\.[A-Za-z0-9-]{{1,63}})+")
_LONGEST_SUBJECT = 200


def is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None and ".." not in text


def receiver(message: Outgoing) -> str:
    """Who receives it: an address, or that of somebody who wrote to us. Raises WillNotWork."""
    to = message.to or message.user_id
    if not is_address(to):
        raise WillNotWork("Alamat pos-el ini tidak dapat dipakai.", code="alamat")
    return to


def written(message: Outgoing, *, to: str, sender: Address, answer_to: str, mark: str) -> bytes:
    """The whole mail as it goes over the line. Nothing in subject or body can add a header."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = _one_line(message.subject) or _one_line(message.body)[:60]
    mail["Date"] = formatdate()  # mail without it is taken for spam; it says when it left, not when a case moved
    mail["Message-ID"] = f"<{mark}@{sender.domain}>"
    if answer_to:
        mail["Reply-To"] = answer_to
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"  # as Microsoft's servers understand it
    mail.set_content(_without_controls(message.body), charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def _one_line(text: str) -> str:
    """The words with one blank between."""
    return " ".join(_without_controls(text).split())[:_LONGEST_SUBJECT]


def _without_controls(text: str) -> str:
    """Without halves of letters and controls, which no mail can carry; lines stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
