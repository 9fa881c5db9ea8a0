"""To whom an SMS goes."""

import re

from silastri.adapters.messaging.port import Outgoing, WillNotWork


def receiver(message: Outgoing) -> str:
    """The number as E.164. Raises WillNotWork also for an empty message, which a gateway would fill by itself."""
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", message.to):
        raise WillNotWork("SMS memerlukan nomor telepon.", code="nomor")
    if not message.body.strip():
        raise WillNotWork("SMS tanpa isi tidak dikirim.", code="isi")
    return message.to
