"""What a sender of messages can do, and how it can fail."""

from typing import Protocol


class TryAgain(Exception):
    """Not sent now; it may work later."""


class WillNotWork(Exception):
    """Not sent, and trying again is of no use: the number does not exist, the text is refused."""


class Messenger(Protocol):
    is_simulated: bool

    def send(self, *, to: str, body: str, reference: str) -> str:
        """Hands the message over and returns the provider's id for it. Raises TryAgain or WillNotWork.

        ``to`` is an E.164 number, for e-mail an address. ``reference`` is ours: sending it twice must not reach the
        person twice.
        """
        ...
