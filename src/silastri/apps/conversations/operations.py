"""Records who writes and what is said. Each function needs the transaction of the act that calls it."""

from datetime import datetime

from django.db.models import Q

from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message

from .models import Conversation, Said, Sender, Stopped


def sender(channel: str, *, number: str, user_id: str) -> Sender:
    """Whoever writes. The provider's own name stays with somebody for good, a number may pass on to another; where one
    message carries both, they are one sender from then on."""
    senders = Sender.objects.filter(channel=channel).select_related("person")
    by_name = senders.filter(user_id=user_id).first() if user_id else None
    by_number = senders.filter(number=number).first() if number else None
    if by_name and by_number and by_name.pk != by_number.pk:
        return _one_of_two(by_name, by_number)
    if by_name is None and by_number is not None and user_id and by_number.user_id:
        _lose_number(by_number)
        by_number = None
    found = by_name or by_number
    if found is None:
        return Sender.objects.create(channel=channel, number=number, user_id=user_id)
    if (number and found.number != number) or (user_id and found.user_id != user_id):
        found.number, found.user_id = number or found.number, user_id or found.user_id
        found.save(update_fields=["number", "user_id"])
    return found


def _one_of_two(by_name: Sender, by_number: Sender) -> Sender:
    number = by_number.number
    if by_number.user_id:  # the number was another's before
        _lose_number(by_number)
    else:
        Conversation.objects.filter(sender=by_number).update(sender=by_name)
        by_number.delete()
    by_name.number = number
    by_name.save(update_fields=["number"])
    return by_name


def _lose_number(found: Sender) -> None:
    found.number = ""
    if found.proof == Sender.Proof.NUMBER:
        found.person, found.proof, found.proven_at = None, "", None
    found.save()


def join(found: Sender, person: Person | None, proof: str, *, at: datetime) -> None:
    """From now on the sender is known to be that person; with None, to be nobody we know."""
    found.person, found.proof, found.proven_at = person, proof if person else "", at if person else None
    found.save(update_fields=["person", "proof", "proven_at"])


def answer_again_from(found: Sender, moment: datetime) -> None:
    found.answer_from = moment
    found.save(update_fields=["answer_from"])


def begin(found: Sender, office_id: int, *, topic: str, at: datetime) -> Conversation:
    return Conversation.objects.create(
        sender=found, office_id=office_id, topic=topic, opened_at=at, last_at=at, last_in_at=at
    )


def hear(conversation: Conversation, *, text: str, kind: str, provider_id: str, at: datetime, now: datetime) -> Said:
    """What the citizen wrote. What comes late or out of order moves no moment back."""
    conversation.last_at = max(conversation.last_at, now)
    conversation.last_in_at = max(conversation.last_in_at, at)
    conversation.save(update_fields=["last_at", "last_in_at"])
    return Said.objects.create(
        conversation=conversation,
        channel=conversation.sender.channel,
        is_from_citizen=True,
        text=text,
        kind=kind[:20],
        at=at,
        provider_id=provider_id,
    )


def say(conversation: Conversation, message: Message, *, text: str, by: int | None, at: datetime) -> Said:
    """What we answer, by an officer or, without, by the machine."""
    conversation.last_at = max(conversation.last_at, at)
    if by:
        conversation.waits_since = None
    conversation.save(update_fields=["last_at", "waits_since"])
    return Said.objects.create(
        conversation=conversation,
        channel=conversation.sender.channel,
        is_from_citizen=False,
        text=text,
        at=at,
        message=message,
        by_id=by,
    )


def open_up(conversation: Conversation, *, at: datetime) -> bool:
    """A person has to read it; True where nobody had to before."""
    was_closed = conversation.state == Conversation.State.CLOSED
    conversation.state, conversation.closed_at = Conversation.State.OPEN, None
    conversation.waits_since = conversation.waits_since or at
    conversation.save(update_fields=["state", "closed_at", "waits_since"])
    return was_closed


def close(conversation: Conversation, *, at: datetime) -> None:
    conversation.state, conversation.closed_at, conversation.waits_since = Conversation.State.CLOSED, at, None
    conversation.save(update_fields=["state", "closed_at", "waits_since"])


def take_up(conversation: Conversation, person_id: int | None) -> None:
    """Whoever answers has it, where nobody has; a closed one is open again."""
    conversation.assigned_to_id = conversation.assigned_to_id or person_id
    conversation.state, conversation.closed_at = Conversation.State.OPEN, None
    conversation.save(update_fields=["assigned_to", "state", "closed_at"])


def reopen(conversation: Conversation) -> bool:
    """True for the one call that opens it again."""
    closed = Conversation.objects.filter(pk=conversation.pk, state=Conversation.State.CLOSED)
    return bool(closed.update(state=Conversation.State.OPEN, closed_at=None))


def assign(conversation: Conversation, person_id: int | None) -> None:
    conversation.assigned_to_id = person_id
    conversation.save(update_fields=["assigned_to"])


def stop(found: Sender, *, at: datetime) -> None:
    """No more news of progress to that sender, and to the person that he is known to be."""
    resume(found)
    Stopped.objects.create(number=found.to, user_id=found.user_id, person=found.person, at=at)


def resume(found: Sender) -> None:
    same = Q(pk__in=[])
    if found.to:
        same |= Q(number=found.to)
    if found.user_id:
        same |= Q(user_id=found.user_id)
    if found.person_id:
        same |= Q(person=found.person_id)
    Stopped.objects.filter(same).delete()
