"""Sends nothing: the message stays on the outbox page of the demo, which says so. There one may write as a citizen."""

import json
import secrets
from datetime import datetime
from typing import Any

from .port import Delivery, Forged, Incoming, NotUnderstood, Outgoing, Pace, Receipt, TryAgain, WillNotWork

# What only this process can know: nobody else pretends to be a citizen.
_MARK = secrets.token_hex()

# Numbers with which a failed delivery can be tried out.
UNREACHABLE = "+6281100000404"
OVERLOADED = "+6281100000503"


class OnScreen:
    is_simulated = True
    gives_receipts = False
    needs_forms = False
    pace = Pace(a_second=1000)

    def send(self, message: Outgoing) -> str:
        if message.to == UNREACHABLE:
            raise WillNotWork("Nomor tidak dapat dihubungi (simulasi).", code="404")
        if message.to == OVERLOADED:
            raise TryAgain("Layanan pesan sibuk (simulasi).", code="503")
        return f"layar-{message.reference}"

    def written(self, **incoming: Any) -> Delivery:
        """A message of a citizen, as its provider would send it."""
        return Delivery(json.dumps(incoming).encode(), headers={"x-simulasi": _MARK})

    def admit(self, delivery: Delivery) -> str:
        if not secrets.compare_digest(delivery.headers.get("x-simulasi", "").encode(), _MARK.encode()):
            raise Forged("not written on the page of the demo")
        return ""

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming]:
        try:
            found = json.loads(delivery.body)
            at = datetime.fromisoformat(found.pop("at")) if "at" in found else None
            return [Incoming(**found, at=at)]
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise NotUnderstood("not a message of the demo") from error
