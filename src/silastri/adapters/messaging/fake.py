"""Sends nothing: the message stays on the outbox page of the demo, which says so."""

from .port import TryAgain, WillNotWork

# Numbers with which a failed delivery can be tried out.
UNREACHABLE = "+6281100000404"
OVERLOADED = "+6281100000503"


class OnScreen:
    is_simulated = True

    def send(self, *, to: str, body: str, reference: str) -> str:
        if to == UNREACHABLE:
            raise WillNotWork("Nomor tidak dapat dihubungi (simulasi).")
        if to == OVERLOADED:
            raise TryAgain("Layanan pesan sibuk (simulasi).")
        return f"layar-{reference}"
