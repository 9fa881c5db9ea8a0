"""What the example gateway accepted: each message once, with how often it came."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_RANKS = ("accepted", "sent", "delivered", "read", "failed")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it was given over, on any channel. ``reference`` is the sender's own, if it gave one."""

    channel: str
    to: str
    body: str
    reference: str = ""
    user_id: str = ""
    subject: str = ""
    is_free: bool = False  # a sentence of the sender's own where the provider wants approved ones
    callback: str = ""  # where this message's news is wanted, if not where all news goes

    @property
    def key(self) -> str:
        return f"{self.channel}/{self.reference or f'{self.to or self.user_id}/{self.body}'}"


@dataclass(slots=True)
class Kept:
    sent: Sent
    number: int
    ids: list[str] = field(default_factory=list)  # one for each time that it was accepted
    tries: int = 0  # how often it was given over, refused or not
    unanswered: int = 0  # how often it was accepted, and the sender heard nothing of it
    first_at: float = 0
    last_at: float = 0
    news: str = ""  # the furthest that was told of it

    def told(self) -> dict[str, Any]:
        return {
            "channel": self.sent.channel,
            "reference": self.sent.reference,
            "to": self.sent.to,
            "user_id": self.sent.user_id,
            "subject": self.sent.subject,
            "body": self.sent.body,
            "count": len(self.ids),
            "ids": self.ids,
            "tries": self.tries,
            "unanswered": self.unanswered,
            "first_at": self.first_at,
            "last_at": self.last_at,
            "news": self.news,
        }


class Store:
    def __init__(self) -> None:
        self._lock, self._found, self._by_id = threading.Lock(), dict[str, Kept](), dict[str, Kept]()
        self.counts: Counter[str] = Counter()  # of every fate that a message had

    def tried(self, sent: Sent) -> int:
        """Which try of this message it is, from 1."""
        with self._lock:
            kept = self._found.setdefault(sent.key, Kept(sent, len(self._found)))
            kept.tries += 1
            return kept.tries

    def accept(self, sent: Sent, one_id: str, at: float, *, answered: bool) -> None:
        with self._lock:
            kept = self._found[sent.key]
            kept.sent = sent
            kept.ids.append(one_id)
            kept.unanswered += not answered
            kept.first_at, kept.last_at = kept.first_at or at, at
            kept.news = kept.news or "accepted"
            self._by_id[one_id] = kept

    def heard(self, one_id: str, news: str) -> None:
        with self._lock:
            kept = self._by_id.get(one_id)
            if kept and _RANKS.index(news) > _RANKS.index(kept.news):
                kept.news = news

    def count(self, fate: str) -> None:
        with self._lock:
            self.counts[fate] += 1

    def accepted(self) -> list[Kept]:
        """In the order in which they were first given over."""
        with self._lock:
            return [kept for kept in self._found.values() if kept.ids]

    def empty(self) -> None:
        with self._lock:
            self._found, self._by_id, self.counts = {}, {}, Counter()
