"""What a sender of messages does, what it hears back, and how it can fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class TryAgain(Exception):
    """Not sent now; trying again may help, not before ``after`` where the provider said so."""

    def __init__(self, why: str, *, code: str = "", after: timedelta = timedelta()) -> None:
        super().__init__(why)
        self.code, self.after = code, after


class Away(TryAgain):
    """The provider cannot be reached, or wants us to slow down: nothing else goes out by it either, until ``after``."""


class Barred(TryAgain):
    """The provider knows us no more: a key that has ended, a bill, a blocked number. Nothing goes out until somebody in
    the office mends it."""


class AnswerLost(TryAgain):
    """The message was given over and no answer came back: it may have been sent."""


class WillNotWork(Exception):
    """Not sent, and trying again does not help: the number does not exist, or the text is refused."""

    def __init__(self, why: str, *, code: str = "") -> None:
        super().__init__(why)
        self.code = code


class Forged(Exception):
    """What came in was not signed by the provider, or is not its kind of request."""


class NotUnderstood(Exception):
    """What came in has a shape that we do not know."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a provider takes: messages a second in all, and the time between two to the same receiver."""

    a_second: float = 20
    between: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Form:
    """A text as the provider approved it: its name there, and what stands in its places, in order."""

    name: str
    values: Sequence[str]
    language: str = "id"
    code: str = ""  # of a text that only brings a code: the code
    button: str = ""  # where the text has a button with an address: what stands at the address's end


@dataclass(frozen=True, slots=True)
class Outgoing:
    """``to`` is an E.164 number, or an address for e-mail. ``reference`` is ours. ``user_id`` is the provider's name
    for somebody whose number we do not know; then ``to`` is empty."""

    to: str
    body: str
    reference: str
    subject: str = ""  # of e-mail
    user_id: str = ""
    form: Form | None = None  # used where the provider takes no free text


class Heard(StrEnum):
    """What a provider says of a message, from less to more."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """News of a message that went out. It is found by ``provider_id``, or by our ``reference``, never by a number."""

    heard: Heard
    at: datetime | None = None
    provider_id: str = ""
    reference: str = ""
    code: str = ""
    why: str = ""
    is_temporary: bool = False  # of a failure: trying again may help
    price_class: str = ""  # as billed: "utility", "authentication", "service" ..., or "free"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message from somebody. ``number`` is E.164 or empty; ``user_id`` is the provider's own name for the sender."""

    provider_id: str
    text: str  # empty for a picture or a sound
    at: datetime | None = None
    number: str = ""
    user_id: str = ""
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class NumberLeft:
    """Whoever had that number has another now: it will be given to somebody else."""

    number: str


@dataclass(frozen=True, slots=True)
class TemplateNews:
    """What the provider says of a text that it was asked to approve. What is empty has not changed."""

    name: str
    language: str = ""
    status: str = ""  # "approved", "rejected", "pending", "paused", "disabled" ...
    why: str = ""
    category: str = ""  # "utility", "authentication", "marketing"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a text: its words, an address that ends with ``{{1}}``, and the same with a value in its place."""

    words: str
    address: str
    example: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request of the provider as it came: nothing in it is understood yet."""

    body: bytes
    query: str = ""
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case


class Messenger(Protocol):
    """One provider of one channel."""

    is_simulated: bool
    gives_receipts: bool  # whether it ever says that a message was delivered
    needs_forms: bool  # whether it takes free text only in answer to somebody who wrote in the last 24 hours
    pace: Pace

    def send(self, message: Outgoing) -> str:
        """Gives the message to the provider, and returns the provider's id for it. Raises TryAgain or WillNotWork."""
        ...


class Listener(Protocol):
    """A messenger that also hears: its provider calls us."""

    def admit(self, delivery: Delivery) -> str:
        """Looks whether the provider sent this, and returns what it wants as an answer. Raises Forged."""
        ...

    def understand(self, delivery: Delivery) -> Sequence[Receipt | Incoming | TemplateNews | NumberLeft]:
        """Reads a request that was admitted; what is of no concern is left out. Raises NotUnderstood."""
        ...


class Approver(Protocol):
    """The provider of a messenger that needs forms: it approves each text before it is used."""

    def propose(
        self,
        form_name: str,
        language: str,
        category: str,
        body: str,
        examples: Sequence[str],
        *,
        button: Button | None = None,
    ) -> str:
        """Asks for approval, and returns the provider's id for the text. ``body`` has ``{{1}}``, ``{{2}}`` ... for
        values, and ``examples`` a value for each. A text of the category "authentication" only brings a code, and its
        words are the provider's own. Raises TryAgain or WillNotWork."""
        ...

    def proposals(self) -> list[TemplateNews]:
        """Every text that was proposed, and how it stands. Raises TryAgain or WillNotWork."""
        ...


class Collector(Protocol):
    """A messenger that fetches what came in for it: a mailbox."""

    def collect(self) -> Sequence[tuple[str, Delivery]]:
        """What waits, each with its name there. Raises TryAgain."""
        ...

    def collected(self, names: Sequence[str]) -> None:
        """Those are kept here now, and need not be given again."""
        ...
