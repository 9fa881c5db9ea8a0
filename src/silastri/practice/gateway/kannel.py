"""Kannel's ``sendsms``: a message by GET, and its news at the address that the message names."""

import re
import time
import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from silastri.domain.number import is_digits

from .callbacks import Call
from .desk import Desk
from .exchange import Answer, Request
from .fate import Fate, News
from .kept import Sent

CHANNEL, PATH, USER = "sms", "/cgi-bin/sendsms", "contoh"
_TYPES = {"delivered": 1, "failed": 2, "sent": 8}  # of dlr-mask; Kannel knows no "read"
_PLACE = re.compile(r"%([a-zA-Z%])")
_REFUSALS = {
    Fate.PERMANENT: (400, "Number(s) has/have been denied by white- and/or black-lists."),
    Fate.IN_200: (200, "Temporal failure, try again later."),
}


class Kannel:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def answer(self, request: Request) -> Answer | None:
        """None for a path that is not of this interface."""
        if request.path != PATH:
            return None
        asked = request.asked() | (request.form() if request.is_form else {})
        if (asked.get("username"), asked.get("password")) != (USER, self._desk.place.token):
            return _said(403, "Authorization failed for sendsms")
        if not asked.get("to"):
            return _said(400, "Missing receiver number, rejected")
        return self._taken(_sent(asked), _mask(asked.get("dlr-mask", "")))

    def _taken(self, sent: Sent, mask: int) -> Answer:
        verdict = self._desk.judged(sent)
        if verdict.fate is Fate.DROPPED:
            return Answer(0, cut=True)
        if not verdict.is_kept:
            return _said(*_REFUSALS.get(verdict.fate, (503, "Temporal failure, try again later.")))
        one_id = str(uuid.uuid4())
        for news in self._desk.kept(sent, verdict, one_id):
            if _TYPES.get(news.heard, 0) & mask and sent.callback:
                self._desk.plan(news.after, self._teller(sent, one_id), news)
        fate = verdict.fate
        return Answer(
            202, b"0: Accepted for delivery", "text/plain", cut=fate is Fate.ANSWER_LOST, hangs=fate is Fate.HANGS
        )

    def _teller(self, sent: Sent, one_id: str) -> Any:
        def told(pieces: Sequence[News]) -> Call:
            news = pieces[0]
            self._desk.heard(one_id, news.heard)
            answer = "NACK/6/Unreachable" if news.code else "ACK/"
            values = {"d": str(_TYPES[news.heard]), "p": sent.to, "P": sent.to, "I": one_id, "A": answer}
            values |= {"T": str(int(time.time())), "t": time.strftime("%Y-%m-%d+%H:%M:%S"), "%": "%"}
            return Call("GET", _PLACE.sub(lambda at: quote(values.get(at[1], ""), safe="+"), sent.callback), {}, b"")

        return told


def _sent(asked: dict[str, str]) -> Sent:
    callback = asked.get("dlr-url", "")
    named = parse_qs(urlsplit(callback).query)
    reference = next((named[name][0] for name in ("reference", "ref", "rujukan", "id") if named.get(name)), "")
    return Sent(CHANNEL, asked["to"].lstrip("+"), asked.get("text", ""), reference or callback, callback=callback)


def _mask(said: str) -> int:
    return int(said) if is_digits(said) else 0


def _said(status: int, words: str) -> Answer:
    return Answer(status, words.encode(), "text/plain")
