"""What becomes of a message that is given over, and what is told of it later.

Chance is drawn from the seed, the message and which try it is, so that a run repeats whatever the order in which
messages come.
"""

import threading
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from .behaviour import FATES, Behaviour
from .kept import Sent


class Fate(StrEnum):
    ACCEPTED = "accepted"
    TEMPORARY = "refuse_temporary"
    PERMANENT = "refuse_permanent"
    IN_200 = "error_in_200"
    DROPPED = "dropped"
    ANSWER_LOST = "answer_lost"
    HANGS = "hang"
    TOO_MANY = "too_many"
    TOO_OFTEN = "too_often"


KEPT = (Fate.ACCEPTED, Fate.ANSWER_LOST, Fate.HANGS)
TOO_MANY_CODE, TOO_OFTEN_CODE, NO_WINDOW_CODE = 130429, 131056, 131047


@dataclass(frozen=True, slots=True)
class Verdict:
    fate: Fate
    behaviour: Behaviour
    code: int = 0  # of a refusal, in WhatsApp's numbers

    @property
    def is_kept(self) -> bool:
        return self.fate in KEPT


@dataclass(frozen=True, slots=True)
class News:
    """``after`` seconds: that the message was sent, delivered, read, or has failed."""

    after: float
    heard: str
    code: int = 0


def drawn(behaviour: Behaviour, chance: Random) -> Verdict:
    point, passed = chance.random(), 0.0
    for name in FATES:
        passed += getattr(behaviour, name)
        if point < passed:
            fate = Fate(name)
            codes = {
                Fate.TEMPORARY: behaviour.temporary_codes,
                Fate.PERMANENT: behaviour.permanent_codes,
                Fate.IN_200: behaviour.temporary_codes,
            }.get(fate)
            return Verdict(fate, behaviour, chance.choice(codes) if codes else 0)
    return Verdict(Fate.ACCEPTED, behaviour)


def news(behaviour: Behaviour, chance: Random, *, outside_window: bool = False) -> list[News]:
    """What will be told of a message that was accepted, each with its moment."""
    step = behaviour.receipt_after
    if outside_window:
        return [News(step, "failed", NO_WINDOW_CODE)]
    if chance.random() < behaviour.failed_later:
        told = [News(step, "sent"), News(2 * step, "failed", chance.choice(behaviour.permanent_codes))]
    elif chance.random() < behaviour.never_delivered:
        told = [News(step, "sent")]
    else:
        told = [News(step, "sent"), News(2 * step, "delivered")]
        if chance.random() < behaviour.read:
            skips = chance.random() < behaviour.skip_delivered
            told = [*(told[:1] if skips else told), News(3 * step, "read")]
    if chance.random() < behaviour.receipts_mixed:
        moments = [one.after for one in told]
        told = [News(after, one.heard, one.code) for after, one in zip(moments, reversed(told), strict=True)]
    twice = [one for one in told if chance.random() < behaviour.receipts_twice]
    return [*told, *(News(one.after + step * chance.random(), one.heard, one.code) for one in twice)]


class Limits:
    """How many messages came in the last second, and when the last one was for each receiver."""

    def __init__(self) -> None:
        self._lock, self._lately, self._last = threading.Lock(), deque[float](), dict[str, float]()

    def passed(self, behaviour: Behaviour, sent: Sent, now: float) -> Fate | None:
        """Too many in all, or too soon for this receiver."""
        with self._lock:
            while self._lately and self._lately[0] <= now - 1:
                self._lately.popleft()
            if behaviour.a_second and len(self._lately) >= behaviour.a_second:
                return Fate.TOO_MANY
            if not behaviour.between and not behaviour.a_second:
                return None
            receiver = f"{sent.channel}/{sent.to or sent.user_id}"
            if now - self._last.get(receiver, float("-inf")) < behaviour.between:
                return Fate.TOO_OFTEN
            self._lately.append(now)
            self._last[receiver] = now
            return None
