"""The door through which a complaint enters that somebody sent by message."""

from silastri.apps.audit.operations import log
from silastri.apps.conversations.models import Conversation
from silastri.domain.act import Act


def take_in(act: Act, conversation: Conversation, text: str) -> None:
    """A new complaint, in a conversation of its own. It is written down that it came."""
    log(act, "complaint_came", f"percakapan {conversation.pk}", whose=conversation.sender.person_id)
