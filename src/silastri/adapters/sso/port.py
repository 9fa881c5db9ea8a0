"""What a provider of sign-ins does, and how it can fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from silastri.domain.refusal import MovedOn, NotYours


class SsoAway(MovedOn):
    """The provider does not answer now, or not in a way that we understand."""


class SsoRefused(NotYours):
    """The provider let nobody in, or what came back was not asked for here, or not signed by the provider."""


@dataclass(frozen=True, slots=True)
class Question:
    """Where the browser is sent, and what its session keeps until it is back."""

    address: str
    kept: dict[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """Whom the provider knows, and how they were proven there."""

    issuer: str
    subject: str
    nip: str
    email: str  # only one that the provider verified
    had_second_proof: bool


class Provider(Protocol):
    name: str  # as people know it

    def ask(self, *, back: str) -> Question:
        """``back`` is our address to which the browser returns. Raises SsoAway."""
        ...

    def answered(self, came: Mapping[str, str], kept: Mapping[str, str], *, back: str) -> Told:
        """What came back, for the question that was kept. Raises SsoAway, SsoRefused."""
        ...

    def sign_out(self, *, back: str) -> str:
        """Where one signs out there too; empty where the provider has no such page. Raises SsoAway."""
        ...
