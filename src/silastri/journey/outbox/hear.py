"""Records what a provider tells of a message that went out. It may tell twice, late, in any order, or of a message that
is none of ours."""

from datetime import datetime

from django.db import transaction

from silastri.adapters.messaging.port import Heard, Receipt
from silastri.apps.messages import lines, operations, queries
from silastri.apps.messages.models import Message
from silastri.domain.act import Act

from .fall_back import fall_back


@transaction.atomic
def hear(act: Act, channel: str, receipt: Receipt) -> Message | None:
    """The message that the receipt is about; None where we do not know it."""
    message = queries.of_receipt(channel, receipt.provider_id, receipt.reference)
    if message is None:
        return None
    told_at: datetime = min(receipt.at or act.at, act.at)
    if receipt.heard is Heard.FAILED:
        _failed(act, message, receipt)
        return message
    changed = operations.heard(
        message, receipt.heard, at=told_at, provider_id=receipt.provider_id, price_class=receipt.price_class
    )
    if changed and receipt.heard is not Heard.SENT:
        lines.confirmed(channel, act.at)
    return message


def _failed(act: Act, message: Message, receipt: Receipt) -> None:
    gave_up = operations.was_refused(
        message, error=receipt.why, code=receipt.code, at=act.at, for_good=not receipt.is_temporary
    )
    if gave_up:
        fall_back(act, message)
