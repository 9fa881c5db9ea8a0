"""Which act a complaint allows, by its state."""

from collections.abc import Sequence
from enum import StrEnum


class What(StrEnum):
    """What is done about a complaint, by whoever has to do with it."""

    WEIGH = "weigh"
    PASS_ON = "pass_on"
    NOTE = "note"
    CONSULT = "consult"
    ASK = "ask"  # to complete it
    COMPLETE = "complete"
    ANSWER = "answer"
    TELL = "tell"
    REOPEN = "reopen"
    RATE = "rate"
    CLOSE = "close"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"


STATES = ("new", "incomplete", "in_hand", "answered", "closed", "lapsed", "withdrawn")
OPEN = ("new", "incomplete", "in_hand")
SETTLED = ("answered", "closed")

# The states in which an act is possible, and the one that it brings about; None leaves it as it is.
_WAYS: dict[What, tuple[tuple[str, ...], str | None]] = {
    What.WEIGH: (("new", "in_hand"), "in_hand"),
    What.PASS_ON: (("new", "in_hand"), None),
    What.NOTE: (STATES, None),
    What.CONSULT: (("in_hand",), None),
    What.ASK: (("new", "in_hand"), "incomplete"),
    What.COMPLETE: (("incomplete",), "in_hand"),
    What.ANSWER: (("in_hand",), "answered"),
    What.TELL: (("answered", "closed"), None),
    What.REOPEN: (("answered",), "in_hand"),
    What.RATE: (("answered", "closed"), None),
    What.CLOSE: (("answered",), "closed"),
    What.LAPSE: (("incomplete",), "lapsed"),
    What.WITHDRAW: (OPEN, "withdrawn"),
}


def may(what: What, state: str) -> bool:
    return state in _WAYS[what][0]


def after(what: What, state: str, *, weighed: bool = True) -> str:
    """The state that the act leaves behind. What nobody has weighed is new again once it is complete."""
    found = _WAYS[what][1] or state
    return "new" if what is What.COMPLETE and not weighed else found


def is_lighter(weight: str, than: str) -> bool:
    """Whether a complaint would weigh less than it did; one that was not weighed yet never does."""
    order = ("", "light", "medium", "heavy")
    return order.index(weight) < order.index(than)


def to_consult(weight: str, of_medium: Sequence[str], of_heavy: str, consulted: Sequence[str]) -> list[str]:
    """The posts that must still have their say before a complaint of that weight is answered, in their order."""
    wanted = {"medium": list(of_medium), "heavy": [of_heavy]}.get(weight, [])
    return [post for post in wanted if post not in consulted]
