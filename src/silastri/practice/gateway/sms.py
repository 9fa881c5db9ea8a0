"""A plain gateway for SMS that takes and answers JSON, as most small providers do."""

import json
import time
import uuid
from collections.abc import Sequence
from typing import Any

from .callbacks import Call
from .desk import Desk
from .exchange import Answer, Request, as_json
from .fate import Fate, News, Verdict
from .kept import Sent

CHANNEL, PATH = "sms", "/sms/kirim"
_TO = ("to", "target", "phone", "number", "msisdn", "destination")
_TEXT = ("text", "message", "body", "content")
_REFERENCE = ("reference", "ref", "client_ref", "external_id", "custom_id")
_CALLBACK = ("callback", "callback_url", "dlr_url", "url")
_STATUSES = {
    Fate.TEMPORARY: (503, "busy"),
    Fate.PERMANENT: (422, "bad_number"),
    Fate.IN_200: (200, "busy"),
    Fate.TOO_MANY: (429, "too_many"),
    Fate.TOO_OFTEN: (429, "too_often"),
}


class Sms:
    def __init__(self, desk: Desk) -> None:
        self._desk, self._incoming = desk, 0

    def answer(self, request: Request) -> Answer | None:
        """None for a path that is not of this interface."""
        if request.path != PATH or request.method != "POST":
            return None
        token = self._desk.place.token
        if request.headers.get("authorization", "") not in (token, f"Bearer {token}"):
            return _said(401, "bad_token")
        said = request.form() if request.is_form else request.json()
        sent = _sent(said)
        return self._taken(sent) if sent else _said(400, "missing")

    def wrote(self, *, number: str, text: str) -> str:
        self._incoming += 1
        one_id = f"sms-masuk-{self._incoming}"
        said = {"event": "message", "id": one_id, "from": f"+{number}", "text": text, "at": int(time.time())}
        self._desk.plan(0, lambda pieces: self._call(self._desk.place.hook.sms_url, pieces[0]), said)
        return one_id

    def _taken(self, sent: Sent) -> Answer:
        verdict = self._desk.judged(sent)
        if verdict.fate is Fate.DROPPED:
            return Answer(0, cut=True)
        if not verdict.is_kept:
            return _refused(verdict)
        one_id = f"sms-{uuid.uuid4().hex[:16]}"
        for news in self._desk.kept(sent, verdict, one_id):
            if news.heard != "read":  # an SMS tells nobody that it was read
                self._desk.plan(news.after, self._teller(sent, one_id), news)
        body = json.dumps({"status": True, "id": one_id, "reference": sent.reference}).encode()
        return Answer(200, body, cut=verdict.fate is Fate.ANSWER_LOST, hangs=verdict.fate is Fate.HANGS)

    def _teller(self, sent: Sent, one_id: str) -> Any:
        def told(pieces: Sequence[News]) -> Call | None:
            news = pieces[0]
            self._desk.heard(one_id, news.heard)
            said = {"event": "receipt", "id": one_id, "reference": sent.reference, "status": news.heard}
            said |= {"at": str(int(time.time())), "to": f"+{sent.to}"} | ({"code": "undelivered"} if news.code else {})
            return self._call(sent.callback or self._desk.place.hook.sms_url, said)

        return told

    def _call(self, url: str, said: dict[str, Any]) -> Call | None:
        if not url:
            return None
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._desk.place.token}"}
        return Call("POST", url, headers, json.dumps(said).encode())


def _sent(said: dict[str, Any]) -> Sent | None:
    to, text, reference, callback = (_first(said, names) for names in (_TO, _TEXT, _REFERENCE, _CALLBACK))
    if not to or not text:
        return None
    return Sent(CHANNEL, to.lstrip("+"), text, reference, callback=callback)


def _first(said: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(said[name]) for name in names if said.get(name)), "")


def _refused(verdict: Verdict) -> Answer:
    after = verdict.behaviour.retry_after
    headers = {"Retry-After": str(after)} if after and verdict.fate is not Fate.PERMANENT else {}
    status, code = _STATUSES[verdict.fate]
    return _said(status, code, headers)


def _said(status: int, code: str, headers: dict[str, str] | None = None) -> Answer:
    return as_json(status, {"status": False, "code": code, "reason": f"{code} (SIMULASI)"}, headers)
