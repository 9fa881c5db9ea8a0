"""Who is told of a complaint: the complainant by the way it came, and the officers who have it in hand next. Each needs
the transaction of the act."""

from datetime import tzinfo

from silastri import adapters
from silastri.adapters.messaging import messenger
from silastri.apps.accounts.models import Person
from silastri.apps.complaints.models import Complaint
from silastri.apps.conversations import queries as conversations
from silastri.apps.conversations.models import Conversation
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.words import wording
from silastri.domain.words.messages.complaint_news import ComplaintArrived
from silastri.domain.words.messages.conversation import Answer
from silastri.domain.words.messages.template import Template
from silastri.journey.case import tell
from silastri.journey.case.links import absolute
from silastri.journey.outbox import say
from silastri.journey.outbox.forms import WINDOW

from . import access

_Channel = Complaint.Channel
_WRITTEN = (_Channel.WHATSAPP, _Channel.SMS, _Channel.EMAIL)
_TRACK = "find_complaint"


def complainant(act: Act, found: Complaint, said: str, words: Template, *, what: str) -> str:
    """Tells it in the conversation in which the complaint came, or by a message with a link to who left a number or an
    address. The channel by which it reached the complainant; empty where an officer has to bring it."""
    if found.conversation:
        free = _takes_free_text(act, found.conversation)
        say.say(
            act,
            found.conversation,
            Answer(said=said) if free else words,
            what=f"pengaduan {found.pk} {what} {act.at.timestamp():.6f}",
        )
        return found.conversation.sender.channel
    is_sent = _send(act, found, words, what)
    if found.channel == _Channel.WEB:
        return _Channel.WEB  # its page tells it
    return found.channel if is_sent and found.channel in _WRITTEN else ""


def _takes_free_text(act: Act, conversation: Conversation) -> bool:
    sender = conversation.sender
    if not adapters.offered(sender.channel) or not messenger(sender.channel).needs_forms:
        return True
    return conversations.wrote_since(sender.channel, sender.to, sender.user_id, act.at - WINDOW)


def _send(act: Act, found: Complaint, words: Template, what: str) -> bool:
    """Only the complainant's own number or address stands on it: the lists of the office's messages must not tell who
    complained under a promise of secrecy."""
    channel, to = reached_at(found)
    if not to:
        return False
    open_to_office = found.identity == Complaint.Identity.NAMED
    queued = tell.made(
        act,
        words,
        about=f"pengaduan/{found.pk}/{what}/{act.at.timestamp():.6f}"[:80],
        to=to,
        office=found.at_office_id if open_to_office else None,
        channel=channel,
    )
    messages.queue([queued])
    return True


def reached_at(found: Complaint) -> tuple[str, str]:
    """The channel and the number or address that the complainant left; empty where there is none."""
    told = found.complainant
    phone = str(told.get("phone") or (found.person.phone if found.person else "") or "")
    email = str(told.get("email") or "")
    if email and (found.channel == _Channel.EMAIL or not phone):
        return Message.Channel.EMAIL, email
    try:
        number = identity.phone(phone).e164 if phone else ""
    except identity.NotAnIdentity:
        number = ""
    by_sms = found.channel == _Channel.SMS
    return (Message.Channel.SMS if by_sms else Message.Channel.WHATSAPP), number


def officers(act: Act, found: Complaint) -> None:
    """Whoever has it in hand now, but whoever passes it on, and who complains."""
    post, people = holders(act, found)
    due = wording.moment(found.due_at, zone(found)) if found.due_at else ""
    words = ComplaintArrived(number=found.number, post=post, due=due, link=absolute("complaint", str(found.pk)))
    last = found.handlings.count()
    queued = [work(act, found, person, words, f"{last}") for person in people if person.pk != act.by.person]
    if reached := [one for one in queued if one.to]:
        messages.queue(reached)


def holders(act: Act, found: Complaint) -> tuple[str, list[Person]]:
    """What the post is called that has it in hand, and who holds it. Nobody handles his own complaint."""
    office = found.at_office
    posts = [found.post] if found.post else sorted(access.roles(office).handlers)
    on = offices.today(office, act.at)
    people = [person for post in posts for person in offices.holders(office, post, on)]
    return offices.title(office, posts[0]), [one for one in dict.fromkeys(people) if one.pk != found.person_id]


def work(act: Act, found: Complaint, person: Person, words: Template, what: str) -> Message:
    about = f"pengaduan/{found.pk}/{person.pk}/{what}"
    return tell.made(act, words, about=about[:80], person=person, office=found.at_office_id)


def zone(found: Complaint) -> tzinfo:
    return offices.working_time(found.at_office).zone


def short(found: Complaint) -> str:
    """How the office is called that has it in hand."""
    return offices.definition(found.at_office).short


def link(found: Complaint) -> str:
    """Where the complainant follows it. Its code is in none of the messages that officers read."""
    return absolute(_TRACK)
