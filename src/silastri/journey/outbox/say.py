"""Says something in a conversation: by the channel and to the sender it came from. Needs a transaction."""

from datetime import datetime

from silastri.apps.conversations import operations
from silastri.apps.conversations.models import Conversation, Said
from silastri.apps.messages import operations as messages
from silastri.apps.messages import queries
from silastri.domain import sealing
from silastri.domain.act import Act
from silastri.domain.words.messages.template import Template
from silastri.journey.case import tell

SECRET = "(Tautan rahasia. Hanya penerimanya yang melihat isinya.)"


def say(
    act: Act,
    conversation: Conversation,
    words: Template,
    *,
    what: str,
    due_at: datetime | None = None,
    case: int | None = None,
) -> Said:
    """``what`` tells apart what is said, so that nothing is said twice."""
    sender = conversation.sender
    about = f"percakapan/{conversation.pk}/{sealing.mark(b'about', what.encode())[:24]}"
    told = tell.made(
        act,
        words,
        about=about,
        person=sender.person,
        to=sender.to,
        case=case,
        office=None if words.is_secret else conversation.office_id,  # what is of an office, its officers read
        channel=sender.channel,
    )
    told.to = sender.to
    told.user_id = "" if sender.channel == "email" else sender.user_id
    told.due_at = due_at or act.at
    messages.queue([told])
    queued = queries.about(about, sender.channel)
    text = SECRET if words.is_secret else queued.body
    return operations.say(conversation, queued, text=text, by=act.by.person, at=act.at)
