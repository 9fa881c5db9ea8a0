"""The form of a message where its provider takes no free text: the text as the provider approved it."""

from datetime import datetime, timedelta

from silastri.adapters.messaging.port import Form, WillNotWork
from silastri.apps.conversations import queries as conversations
from silastri.apps.messages.models import Message
from silastri.apps.wordings import queries as wordings
from silastri.apps.wordings.models import Approval
from silastri.domain.words.messages import vendor
from silastri.domain.words.messages.template import Template

_State = Approval.State
WINDOW = timedelta(hours=24) - timedelta(minutes=5)  # a message takes its time to get there


class NoForm(WillNotWork):
    """The provider has approved neither the office's text nor the house's: the message goes another way."""


def is_window_open(message: Message, at: datetime) -> bool:
    """Whether the receiver wrote to us in the last 24 hours, so that the provider takes free text."""
    return conversations.wrote_since(message.channel, message.to, message.user_id, at - WINDOW)


def form(message: Message, words: Template) -> tuple[Form, int | None]:
    """The form, and the wording that it says: the office's own text where it is approved, else the house's, which says
    the same. One that became dearer comes last. Raises NoForm."""
    known = wordings.approvals(message.channel, message.template, message.wording_id)
    house = vendor.house_name(type(words))
    may_go = [one for one in known if one.wording_id or one.name == house]
    for state in (_State.APPROVED, _State.DEARER):
        for one in sorted(may_go, key=lambda one: one.wording_id is None):
            if one.state == state:
                return _filled(one, words), one.wording_id
    raise NoForm("Teks pesan ini belum disetujui WhatsApp.", code="form")


def _filled(approved: Approval, words: Template) -> Form:
    """A text that only brings a code has words of the provider's own."""
    shown = words.shown()
    if approved.category == vendor.AUTHENTICATION and "code" in shown:
        return Form(approved.name, (), approved.language, code=shown["code"])
    return Form(approved.name, vendor.in_order(approved.places, shown), approved.language)
