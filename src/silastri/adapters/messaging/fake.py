"""Sends nothing: the message stays on the outbox page of the demo, which says so."""

from .port import Outgoing, Pace, TryAgain, WillNotWork

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
