"""What a payment service does, and how it can fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from silastri.domain.refusal import MovedOn, NotFit


class Temporary(MovedOn):
    """The service does not answer now; trying again may help."""


class PaymentFailed(NotFit):
    """The service refused; the message is a sentence for the payer."""


class Forged(Exception):
    """The notice was not signed by the service, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the service says about a bill."""

    code: str
    amount: int  # rupiah
    is_paid: bool
    reference: str


class Service(Protocol):
    name: str
    is_simulated: bool

    def create(self, *, code: str, amount: int, name: str) -> dict[str, Any]:
        """Opens a way to pay, and returns what the payer needs to know, by label. Raises Temporary, PaymentFailed."""
        ...

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Told:
        """The content of a notice. Raises Forged."""
        ...

    def ask(self, code: str) -> Told:
        """What the service says about a bill now. Raises Temporary, PaymentFailed."""
        ...
