"""What a sender of messages does, and how it can fail."""

from typing import Protocol


class TryAgain(Exception):
    """Not sent now; trying again may help."""


class WillNotWork(Exception):
    """Not sent, and trying again does not help: the number does not exist, or the text is refused."""


class Messenger(Protocol):
    is_simulated: bool

    def send(self, *, to: str, body: str, reference: str) -> str:
        """Gives the message to the provider, and returns the provider's id for it. Raises TryAgain or WillNotWork.

        ``to`` is an E.164 number, or an address for e-mail. ``reference`` is ours: a message sent twice with the same
        one must reach the person only once.
        """
        ...
