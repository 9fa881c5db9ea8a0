"""Somebody who registered writes to us: where his message carries the very number, the number is proved.

What proves it is the number that the provider tells, never what was written. So the answer in that chat brings the link
that opens the account, and nothing happens in the browser that registered: whoever registers the number of another
and has him write to us gets nothing by it.
"""

import re
from datetime import timedelta

from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Registration
from silastri.apps.audit.operations import log
from silastri.domain.act import Act
from silastri.domain.refusal import TooOften
from silastri.domain.words.messages.account import NotProved
from silastri.domain.words.messages.template import Template
from silastri.journey.case.links import absolute

from . import limits
from .register import in_chat
from .ways import ASKS

_ASKED = re.compile(rf"\s*{ASKS}\W+(\w{{8}})\W*", re.IGNORECASE)
_LASTS = timedelta(days=1)


def answer(act: Act, *, text: str, number: str, user_id: str) -> Template | None:
    """What is answered; None where this is no such message, or too many came. Needs a transaction.

    ``user_id`` proves nothing: a provider may tell it alone, and nobody registers with it.
    """
    asked = _ASKED.fullmatch(text)
    if asked is None:
        return None
    try:
        limits.a_message_to(act, number or user_id, "chat")
    except TooOften:
        return None
    found = _registered(act, asked[1])
    if found is None or not number or found.phone != number:
        return NotProved(link=absolute("register"))
    log(act, "prove_number", str(found.pk))
    return in_chat(found)


def _registered(act: Act, code: str) -> Registration | None:
    found = queries.by_chat_code(code)
    return found if found and act.at - found.registered_at < _LASTS else None
