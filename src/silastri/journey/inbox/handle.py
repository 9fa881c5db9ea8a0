"""What an officer does with a conversation beside answering: who has it, and whether it is done."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.conversations import operations
from silastri.apps.conversations.models import Conversation
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit

from . import desk


class HasChanged(MovedOn):
    """Somebody else did something with the conversation in the meantime."""


@transaction.atomic
def assign(act: Act, *, pk: int, to: int | None) -> Conversation:
    """The colleague has it from now on; with None, nobody. Raises NotFit, HasChanged, what ``conversation`` raises."""
    found = _open(act, pk)
    if to is not None and (to not in desk.helpers(found.office, act.at) or to == found.sender.person_id):
        sentence = "Pilih rekan dari daftar."
        raise NotFit(sentence, {"rekan": sentence})
    operations.assign(found, to)
    log(act, "assign_conversation", f"percakapan {pk}", whose=found.sender.person_id)
    return found


@transaction.atomic
def close(act: Act, *, pk: int) -> Conversation:
    """Raises HasChanged, and what ``desk.conversation`` raises."""
    found = _open(act, pk)
    operations.close(found, at=act.at)
    log(act, "close_conversation", f"percakapan {pk}", whose=found.sender.person_id)
    return found


@transaction.atomic
def reopen(act: Act, *, pk: int) -> Conversation:
    """Raises HasChanged, and what ``desk.conversation`` raises."""
    found = desk.conversation(act, pk)
    if not operations.reopen(found):
        raise HasChanged("Percakapan ini sudah dibuka lagi.")
    log(act, "reopen_conversation", f"percakapan {pk}", whose=found.sender.person_id)
    return found


def _open(act: Act, pk: int) -> Conversation:
    found = desk.conversation(act, pk)
    if found.state != Conversation.State.OPEN:
        raise HasChanged("Percakapan ini sudah ditutup. Buka dulu.")
    return found
