"""The door through which a complaint enters that somebody sent by message. It stays tied to its conversation: what the
sender adds is added to it, and its answer goes back there."""

from silastri.apps.complaints import handling, operations
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.conversations.models import Conversation
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.complaints import ways
from silastri.domain.complaints.ways import What
from silastri.domain.identity import is_email
from silastri.domain.words.messages.template import Template
from silastri.journey.complaints import acknowledge, clock, tell
from silastri.journey.complaints import take_in as door
from silastri.journey.complaints.came import Came


def take_in(act: Act, conversation: Conversation, text: str) -> Template:
    """A new complaint, in a conversation of its own: what is answered has its number and code. Who writes by a number
    is known by it."""
    sender = conversation.sender
    office = offices.by_id(conversation.office_id)
    came = Came(
        office,
        text,
        channel=sender.channel if sender.channel in Complaint.Channel.values else Complaint.Channel.WHATSAPP,
        name=sender.person.name if sender.person else "",
        phone=sender.number,
        email=sender.user_id if sender.channel == "email" and is_email(sender.user_id) else "",
        conversation=conversation,
        person=sender.person_id,
    )
    return acknowledge.words(door.take_in(act, came))


def add(act: Act, conversation: Conversation, text: str) -> None:
    """What was written after the complaint: it completes it where that was asked for, else it is noted. A complaint
    that is over stays as it is."""
    if not text.strip():
        return
    found = Complaint.objects.filter(conversation=conversation, state__in=ways.OPEN).order_by("-pk").first()
    if found is None:
        return
    if not ways.may(What.COMPLETE, found.state):
        operations.say(found, Handling.What.NOTED, at=act.at, text=text)
        return
    operations.say(found, Handling.What.COMPLETED, at=act.at, text=text)
    clock.go_on(found, act.at)
    found.state = ways.after(What.COMPLETE, found.state, weighed=bool(found.weight))
    handling.change(found, "state", *clock.FIELDS)
    tell.officers(act, found)
