"""Where one way fails, the person is told by the next: WhatsApp, SMS, e-mail, a slip at the counter."""

from copy import copy

from django.db import transaction

from silastri.adapters.messaging import channels
from silastri.apps.accounts.models import Person
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.domain.act import Act
from silastri.domain.outbox.ways import next_way
from silastri.domain.words.messages import table
from silastri.domain.words.messages.reach import FOR_ANOTHER
from silastri.journey.case import reach as ways

HIS_CHOICE = "Dikirim lewat saluran pilihan penerimanya."
_TO_TRUSTED = "/wali"  # at the end of the event of a message that goes to somebody trusted as well
NO_CHANNEL = "Kantor belum punya saluran untuk pesan ini."


def reach(person: Person | None, to: str) -> dict[str, str]:
    """Where each way finds the person; a number reaches by WhatsApp and by SMS."""
    if "@" in to:
        return {"email": to}
    found = {"whatsapp": to, "sms": to} if to else {}
    if person and (mail := ways.by_email(person)):
        found["email"] = mail
    return found


def fall_back(act: Act, message: Message) -> Message | None:
    """Queues what failed anew for the next way; None where nothing is left. Needs a transaction."""
    found = _next(message)
    return _again(act, message, *found) if found else None


@transaction.atomic
def go_by(act: Act, message: Message, way: str, to: str) -> None:
    """Sends it by the way that its receiver chose."""
    _again(act, message, way, to)
    messages.replace(message, why=HIS_CHOICE)


def _again(act: Act, message: Message, way: str, to: str) -> Message:
    other = copy(message)
    if way == "slip" and (trusted := _trusted(message)):
        way, to = trusted.channel, trusted.to
        told = ways.in_his_place(message.words)
        other.template, other.values, other.wording_id = told.key, table.values(told), None
        other.about = f"{message.about}{_TO_TRUSTED}"
    other.pk, other._state.adding = None, True
    other.channel, other.to, other.user_id = way, to, ""
    other.instead_of, other.state, other.attempts = message, Message.State.QUEUED, 0
    other.queued_at = other.due_at = act.at
    other.provider_id = other.code = other.error = ""
    other.sent_at, other.answer_lost = None, False
    messages.queue([other])
    return other


def _next(message: Message) -> tuple[str, str] | None:
    if table.TEMPLATES[message.template].stays:
        return None
    is_for_another = message.template in FOR_ANOTHER
    where = reach(None if is_for_another else message.person, message.to)
    offered = [way for way in channels() if way in where]
    way = next_way(message.channel, message.purpose, offered)
    if way == "slip" and not _has_a_slip(message):
        return None
    return (way, where.get(way, "")) if way else None


def _trusted(message: Message) -> ways.Receiver | None:
    """Whom the applicant trusts with it, before it waits on paper."""
    if message.person is None or message.template in FOR_ANOTHER:
        return None
    return ways.by_trusted(message.person)


def _has_a_slip(message: Message) -> bool:
    """A slip is about a case, and for its applicant."""
    return message.case is not None and message.person_id == message.case.applicant_id


@transaction.atomic
def go_around(act: Act) -> int:
    """Sends what waits for a channel that the office does not have by another; how many there were."""
    waits = Message.objects.filter(state=Message.State.QUEUED, due_at__lte=act.at)
    waits = waits.exclude(channel__in=[*channels(), "slip"]).select_related("person", "case")
    found = list(waits.order_by("id")[:100])
    for message in found:
        if fall_back(act, message):
            messages.replace(message, why=NO_CHANNEL)
        else:
            messages.give_up(message, why=NO_CHANNEL)
    return len(found)
