"""The WhatsApp Cloud API, as far as a sender of messages sees it: messages, approved texts, and signed calls back."""

import hashlib
import hmac
import json
import re
import time
from collections.abc import Sequence
from typing import Any

from . import codes
from .callbacks import Call
from .desk import Desk
from .exchange import Answer, Request, as_json
from .fate import Fate, News, Verdict
from .kept import Sent
from .templates import APPROVED, REJECTED, Submitted, Templates

CHANNEL = "whatsapp"
PHONE_ID, ACCOUNT_ID, NUMBER = "100000000000001", "200000000000001", "6281100000900"
_PATH = re.compile(r"/v\d+\.\d+/([\w.-]+)(?:/(messages|message_templates))?")
_DAY = 24 * 60 * 60
Piece = tuple[str, dict[str, Any]]  # the field of the change and its value


class WhatsApp:
    def __init__(self, desk: Desk) -> None:
        self._desk, self.templates = desk, Templates()
        self._wrote: dict[str, float] = {}  # when each citizen last wrote
        self._maker = self._call  # one object, so that calls of a moment are put together
        self._number = 0

    def answer(self, request: Request) -> Answer | None:
        """None for a path that is not of this interface."""
        found = _PATH.fullmatch(request.path)
        if not found:
            return None
        if request.headers.get("authorization", "") != f"Bearer {self._desk.place.token}":
            return as_json(codes.status(190), codes.refusal(190))
        what = found[2]
        if what == "messages" and request.method == "POST":
            return self._message(request.json())
        if what == "message_templates":
            return self._template(request)
        if what is None and request.method == "GET":
            return as_json(200, _about(found[1]))
        return as_json(400, codes.refusal(100, "Unsupported request (SIMULASI)"))

    def wrote(self, *, number: str, user_id: str, text: str) -> str:
        """A citizen writes: the call about it, with the number only where the provider tells it; the message's id."""
        known, self._number = user_id or self._desk.user_id(number), self._number + 1
        self._wrote[number] = self._wrote[known] = time.time()
        one_id = f"wamid.MASUK{self._number}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        shown = {} if not number or self._desk.hides_number(number) else {"from": number}
        contact = {"profile": {"name": "Contoh"}, "user_id": known} | ({"wa_id": number} if shown else {})
        message = {"from_user_id": known, "id": one_id, "timestamp": _now(), "type": "text", "text": {"body": text}}
        self._desk.plan(0, self._maker, ("messages", {"contacts": [contact], "messages": [shown | message]}))
        return one_id

    def _message(self, said: dict[str, Any]) -> Answer:
        if said.get("status") == "read":
            return as_json(200, {"success": True})
        sent, missing = self._sent(said)
        if sent is None:
            return as_json(codes.status(missing), codes.refusal(missing))
        verdict = self._desk.judged(sent)
        if verdict.fate is Fate.DROPPED:
            return Answer(0, cut=True)
        if not verdict.is_kept:
            return _refused(verdict)
        one_id = f"wamid.{hashlib.sha256(f'{sent.key}/{time.time_ns()}'.encode()).hexdigest()[:28].upper()}"
        outside = sent.is_free and verdict.behaviour.window and not self._in_window(sent)
        for news in self._desk.kept(sent, verdict, one_id, outside_window=outside):
            self._desk.plan(news.after, self._maker, ("messages", {"statuses": [self._status(sent, one_id, news)]}))
        contact = {"input": sent.to or sent.user_id}
        contact |= {"user_id": self._known(sent)} if self._hides(sent) else {"wa_id": sent.to}
        said = {"messaging_product": CHANNEL, "contacts": [contact]}
        said |= {"messages": [{"id": one_id, "message_status": "accepted"}]}
        fate = verdict.fate
        return Answer(200, json.dumps(said).encode(), cut=fate is Fate.ANSWER_LOST, hangs=fate is Fate.HANGS)

    def _sent(self, said: dict[str, Any]) -> tuple[Sent | None, int]:
        """The message, or the code of what is wrong with it."""
        receiver = str(said.get("to") or said.get("recipient") or "")
        if said.get("messaging_product") != CHANNEL or not receiver:
            return None, 131008
        is_number = re.fullmatch(r"\+?[0-9]{6,15}", receiver)
        to, user_id = (receiver.lstrip("+"), "") if is_number else ("", receiver)
        body, code = self._body(said)
        if code:
            return None, code
        reference = str(said.get("biz_opaque_callback_data", ""))
        return Sent(CHANNEL, to, body, reference, user_id, is_free=said.get("type") != "template"), 0

    def _body(self, said: dict[str, Any]) -> tuple[str, int]:
        """What the receiver would read, and the code of what is wrong."""
        content = said.get(str(said.get("type", "text")))
        if not isinstance(content, dict):
            return "", 131008
        if said.get("type") != "template":
            text = str(content.get("body", ""))
            return (text, 0) if 0 < len(text) <= 4096 else ("", 131008 if not text else 131009)
        language = content.get("language")
        code = str(language.get("code", "")) if isinstance(language, dict) else ""
        values, buttons = _values(content.get("components"))
        known = self.templates.find(str(content.get("name", "")), code)
        if known is None:
            unknown = self._desk.place.behaviour.known_templates
            return "\n".join([str(content.get("name", "")), *values, *buttons]), 132001 if unknown else 0
        if known.state != APPROVED:
            return "", 132001
        if known.category != "AUTHENTICATION" and len(values) != known.places:
            return "", 132000
        return "\n".join([known.filled(values) or "\n".join(values), *buttons]), 0

    def _template(self, request: Request) -> Answer:
        asked = request.asked()
        if request.method == "GET":
            found = [one.told() for one in self.templates.all(asked.get("name", ""))]
            return as_json(200, {"data": found, "paging": {"cursors": {"before": "", "after": ""}}})
        if request.method == "DELETE":
            gone = self.templates.remove(asked.get("name", ""))
            return as_json(200 if gone else 404, {"success": True} if gone else codes.refusal(132001))
        said = request.json()
        is_whole = re.fullmatch(r"[a-z0-9_]{1,512}", str(said.get("name", ""))) and said.get("language")
        if not is_whole or not isinstance(said.get("components"), list):
            return as_json(400, codes.refusal(100, "name, language and components are needed (SIMULASI)"))
        made = self.templates.submit(said)
        if made is None:
            return as_json(400, codes.refusal(100, "Content in this language already exists (SIMULASI)"))
        self._desk.plan(self._desk.place.behaviour.approve_after, lambda pieces: self._decide(pieces[0]), made)
        return as_json(200, {"id": made.id, "status": made.state, "category": made.category})

    def _decide(self, one: Submitted) -> Call | None:
        """Approves or rejects, once, and tells it."""
        if one.state not in (APPROVED, REJECTED):
            self.templates.decide(one, rejected=one.name in self._desk.place.behaviour.reject_templates)
        value = {
            "event": one.state,
            "message_template_id": int(one.id),
            "message_template_name": one.name,
            "message_template_language": one.language,
            "reason": "NONE" if one.state == APPROVED else "INVALID_FORMAT",
        }
        return self._call([("message_template_status_update", value)])

    def _status(self, sent: Sent, one_id: str, news: News) -> dict[str, Any]:
        said: dict[str, Any] = {"id": one_id, "status": news.heard, "recipient_user_id": self._known(sent)}
        if sent.to and not self._hides(sent):
            said["recipient_id"] = sent.to
        if sent.reference:
            said["biz_opaque_callback_data"] = sent.reference
        if news.code:
            words = codes.title(news.code)
            said["errors"] = [
                {"code": news.code, "title": words, "message": words, "error_data": {"details": f"{words} (SIMULASI)"}}
            ]
        elif news.heard != "read":
            kind = "service" if sent.is_free else "utility"
            said["pricing"] = {"billable": True, "pricing_model": "PMP", "category": kind, "type": "regular"}
        return said

    def _call(self, pieces: Sequence[Piece]) -> Call | None:
        """One call with all that is to be told now, signed."""
        hook = self._desk.place.hook
        if not hook.url:
            return None
        about = {
            "messaging_product": CHANNEL,
            "metadata": {"display_phone_number": NUMBER, "phone_number_id": PHONE_ID},
        }
        changes = []
        for field, value in pieces:
            for status in value.get("statuses", ()):
                status.setdefault("timestamp", _now())
                self._desk.heard(status["id"], status["status"])
            changes.append({"field": field, "value": about | value if field == "messages" else value})
        said = {"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT_ID, "changes": changes}]}
        body = json.dumps(said, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature(hook.secret, body)}
        return Call("POST", hook.url, headers, body)

    def _in_window(self, sent: Sent) -> bool:
        return max(self._wrote.get(sent.to, 0), self._wrote.get(self._known(sent), 0)) > time.time() - _DAY

    def _known(self, sent: Sent) -> str:
        return sent.user_id or self._desk.user_id(sent.to)

    def _hides(self, sent: Sent) -> bool:
        return not sent.to or self._desk.hides_number(sent.to)


def signature(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _refused(verdict: Verdict) -> Answer:
    after = verdict.behaviour.retry_after
    headers = {"Retry-After": str(after)} if after and verdict.fate is not Fate.PERMANENT else {}
    status = 200 if verdict.fate is Fate.IN_200 else codes.status(verdict.code)
    return as_json(status, codes.refusal(verdict.code), headers)


def _about(one_id: str) -> dict[str, Any]:
    return {
        "id": one_id,
        "verified_name": "Kantor Contoh (SIMULASI)",
        "display_phone_number": f"+{NUMBER}",
        "quality_rating": "GREEN",
    }


def _values(components: object) -> tuple[list[str], list[str]]:
    """What goes into the places of the text, and into its buttons."""
    values: list[str] = []
    buttons: list[str] = []
    for one in components if isinstance(components, list) else ():
        parameters = one.get("parameters") if isinstance(one, dict) else None
        texts = [str(p.get("text", "")) for p in parameters or () if isinstance(p, dict)]
        (buttons if isinstance(one, dict) and one.get("type") == "button" else values).extend(texts)
    return values, buttons


def _now() -> str:
    return str(int(time.time()))
