"""Takes in what somebody wrote: who it is, which office it is for, and what is answered at once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from silastri.adapters.messaging.port import Incoming, NotUnderstood
from silastri.apps.accounts import attempts
from silastri.apps.accounts import queries as accounts
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.conversations import operations, queries
from silastri.apps.conversations.models import Conversation, Sender
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.inbox.words import Wish, is_by_machine, understood
from silastri.domain.words.messages.template import Template
from silastri.journey.outbox import say

from . import complaints
from .answer import Heard, answer, by_person

LONGEST = 20_000  # letters that are kept of one message
GOES_ON = timedelta(days=1)  # what is written within it belongs to the same conversation
_OLD = timedelta(hours=12)  # of what came so late, a person sees what to do
_BETWEEN = timedelta(minutes=1)  # two answers of the machine to the same sender
_AHEAD = timedelta(minutes=3)
_A_DAY = 20  # answers of the machine


class NoOffice(Exception):
    """No office is published yet that could hear anybody."""


@transaction.atomic
def take_in(act: Act, channel: str, incoming: Incoming, *, provider_id: str, came_at: datetime) -> None:
    """Keeps the message once, however often it comes. Raises NotUnderstood, NoOffice."""
    number, user_id = _who(channel, incoming)
    provider_id = provider_id[:150]
    if queries.said_before(channel, provider_id):
        return
    sender = operations.sender(channel, number=number, user_id=user_id)
    _prove(act, sender)
    heard = _heard(sender, incoming.text[:LONGEST].replace("\0", ""), number)
    conversation = _conversation(act, heard)
    at = min(incoming.at or came_at, act.at)
    operations.hear(conversation, text=heard.text, kind=incoming.kind, provider_id=provider_id, at=at, now=act.at)
    if is_by_machine(heard.text, incoming.kind, number or user_id):
        return
    words = _reply(act, conversation, heard)
    if words and act.at - at < _OLD:
        _say(act, conversation, words, to=provider_id)


def _who(channel: str, incoming: Incoming) -> tuple[str, str]:
    """The number in one spelling; what cannot be a number is only a name. Raises NotUnderstood."""
    typed, user_id = incoming.number.strip(), incoming.user_id.strip()[:150]
    number = ""
    if typed and channel != "email":
        try:
            number = identity.phone(typed).e164
        except identity.NotAnIdentity:
            user_id = user_id or typed[:150]
    elif typed:
        user_id = user_id or typed[:150]
    if channel == "email":
        user_id = user_id.lower()
    if not number and not user_id:
        raise NotUnderstood("a message from nobody")
    return number, user_id


def _prove(act: Act, sender: Sender) -> None:
    """Whoever writes from the number of an account, or from one that the counter wrote down, is its person; while it is
    that person's number."""
    if sender.proof == Sender.Proof.CARD:
        return
    owner = accounts.by_phone(sender.number) if sender.number else None
    if owner and not (owner.activated_at or owner.identified_at):
        owner = None
    if (owner.pk if owner else None) != sender.person_id:
        operations.join(sender, owner, Sender.Proof.NUMBER, at=act.at)


def _heard(sender: Sender, text: str, number: str) -> Heard:
    meaning = understood(text)
    case = next((found for ref in meaning.refs if (found := cases.tracked(ref))), None)
    return Heard(sender, text, meaning, _office(sender, case), case, number)


def _office(sender: Sender, case: Case | None) -> Office:
    """Whose case it is about; else with whom the sender talks; else who has the newest case of his; else the one that
    is there for everybody. Raises NoOffice."""
    if case:
        return case.office
    if goes_on := queries.open_of(sender):
        return goes_on.office
    mine = cases.newest_of(sender.person_id)[:1] if sender.person_id else []
    if mine:
        return mine[0].office
    found = offices.by_slug(settings.HELP_OFFICE) or next(iter(offices.offices()), None)
    if found is None:
        raise NoOffice
    return found


def _conversation(act: Act, heard: Heard) -> Conversation:
    """A complaint is a conversation of its own."""
    sender, office = heard.sender, heard.office
    if heard.meaning.wish is Wish.COMPLAIN and heard.meaning.rest:
        found = queries.open_complaint(sender, office.pk)
        return found or operations.begin(sender, office.pk, topic="complaint", at=act.at)
    found = queries.latest(sender, office.pk, act.at - GOES_ON)
    return found or operations.begin(sender, office.pk, topic="general", at=act.at)


def _reply(act: Act, conversation: Conversation, heard: Heard) -> Template | None:
    """What is answered at once. Where a person has to read it, that is said once, when the conversation opens."""
    if heard.meaning.wish is Wish.THANKS:
        return None
    words = answer(act, heard)
    if heard.meaning.wish is Wish.COMPLAIN and heard.meaning.rest:
        if operations.open_up(conversation, at=act.at):
            return complaints.take_in(act, conversation, heard.meaning.rest)
        complaints.add(act, conversation, heard.meaning.rest)
        return words
    if words is None or heard.meaning.wish is Wish.NOTHING:
        complaints.add(act, conversation, heard.text)
        opened = operations.open_up(conversation, at=act.at)
        return words or (by_person(act, heard) if opened else None)
    return words


def _say(act: Act, conversation: Conversation, words: Template, *, to: str) -> None:
    """One answer a minute and twenty a day, so that two machines do not talk to each other. Of several questions in a
    minute the later ones are answered a little later."""
    sender = conversation.sender
    due_at = max(act.at, sender.answer_from or act.at)
    key = attempts.key_of("answered", f"{sender.channel}/{sender.pk}")
    too_many = attempts.too_often(key, most=_A_DAY, window=timedelta(days=1), at=act.at)
    if too_many or due_at > act.at + _AHEAD:
        return
    operations.answer_again_from(sender, due_at + _BETWEEN)
    say.say(act, conversation, words, what=f"kiriman {to}", due_at=due_at)
