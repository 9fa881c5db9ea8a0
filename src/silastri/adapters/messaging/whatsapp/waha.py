"""Sends by WAHA, a gateway that the office runs itself and that plays a telephone: the number may be banned for it."""

import hashlib
import hmac
import re
from datetime import timedelta
from typing import Any

from silastri.adapters.messaging import said
from silastri.adapters.messaging.http import PATIENT, Answer, Seconds, post, refuse
from silastri.adapters.messaging.port import (
    Away,
    Barred,
    Delivery,
    Forged,
    Heard,
    Incoming,
    NotUnderstood,
    Outgoing,
    Pace,
    Receipt,
    TemplateNews,
    WillNotWork,
)

from . import NO_RECEIVER

_PERSON = ("@c.us", "@s.whatsapp.net")  # how the engines of WAHA write a number
_NAMELESS = "@lid"  # WhatsApp's name for somebody whose number it does not tell
_DISCONNECTED = "Telepon kantor terputus dari WAHA. Hubungkan lagi dengan memindai QR."
_STARTING = "WAHA sedang menyala."
_HELD = "WhatsApp sedang membatasi pesan dari telepon kantor ke orang yang belum pernah menulis."
_NOT_KNOWN = "Nomor ini tidak memakai WhatsApp."
_FAILED = "WAHA tidak dapat mengirim pesan ini."
_WAITS = {"STARTING": timedelta(seconds=30)}
_HELD_FOR = timedelta(hours=1)
_HELD_WORDS = re.compile(r"error.(463|475)\b")
_NO_SUCH_NUMBER = re.compile(r"no.lid.for|invalid.wid|not.registered|not.on.whatsapp", re.IGNORECASE)
_HEARD = {
    "SERVER": Heard.SENT,
    "DEVICE": Heard.DELIVERED,
    "READ": Heard.READ,
    "PLAYED": Heard.READ,
    "ERROR": Heard.FAILED,
}
_LEVELS = {-1: "ERROR", 1: "SERVER", 2: "DEVICE", 3: "READ", 4: "PLAYED"}


class Waha:
    is_simulated = False
    gives_receipts = True
    needs_forms = False
    pace = Pace(a_second=0.2, between=timedelta(seconds=10))  # as slow as a person: haste gets the number banned

    def __init__(
        self, *, url: str, token: str, session: str = "default", hook_key: str = "", seconds: Seconds = PATIENT
    ) -> None:
        self._url, self._token, self._session = url.rstrip("/"), token, session
        self._hook_key, self._seconds = hook_key, seconds

    def send(self, message: Outgoing) -> str:
        chat = f"{message.to.removeprefix('+')}@c.us" if message.to else message.user_id
        if not chat.endswith((*_PERSON, _NAMELESS)):
            raise WillNotWork(NO_RECEIVER, code="receiver")
        answer = post(
            f"{self._url}/api/sendText",
            seconds=self._seconds,
            headers={"X-Api-Key": self._token},
            json={"session": self._session, "chatId": chat, "text": message.body, "linkPreview": False},
        )
        provider_id = _sent_id(answer.said()) if answer.status in (200, 201) else ""
        if not provider_id:
            _refuse(answer)
        return provider_id

    def admit(self, delivery: Delivery) -> str:
        mac = hmac.new(self._hook_key.encode(), delivery.body, hashlib.sha512).hexdigest()
        if not self._hook_key or not said.is_same(delivery.headers.get("x-webhook-hmac", ""), mac):
            raise Forged("not signed with the key of our hook")
        return ""

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming | TemplateNews]:
        """What else WAHA tells, of its session too, is passed over."""
        found = said.json_object(delivery.body)
        event, payload = found.get("event"), said.inner(found, "payload")
        if not isinstance(event, str):
            raise NotUnderstood("not an event of WAHA")
        if said.name(found.get("session")) not in ("", self._session):
            return []
        read = {"message": _incoming, "message.ack": _receipt}.get(event)
        news = read(payload) if read else None
        return [news] if news else []


def _sent_id(found: dict[str, Any]) -> str:
    """Each engine of WAHA answers in its own shape."""
    candidates = (
        said.inner(found, "id").get("_serialized"),
        said.inner(found, "id").get("id"),
        found.get("id"),
        said.inner(found, "key").get("id"),
        said.inner(found, "_data", "id").get("_serialized"),
    )
    return next((key for one in candidates if (key := _key(one))), "")


def _key(found: object) -> str:
    """``true_628...@c.us_3EB0...`` without whom it is for, who may have another name when the message is told of."""
    parts = said.name(found).split("_")
    return parts[2] if len(parts) >= 3 and parts[0] in ("true", "false") else "_".join(parts)


def _refuse(answer: Answer) -> None:
    found = answer.said()
    if "expected" in found and (status := said.name(found.get("status"))):
        if status in _WAITS:
            raise Away(_STARTING, code=status, after=_WAITS[status])
        raise Barred(_DISCONNECTED, code=status)
    words = f"{said.text(found.get('message'))} {said.text(said.inner(found, 'exception').get('message'))}"
    if held := _HELD_WORDS.search(words):
        raise Away(_HELD, code=held[1], after=_HELD_FOR)
    if _NO_SUCH_NUMBER.search(words):
        raise WillNotWork(_NOT_KNOWN, code=str(answer.status))
    refuse(answer)


def _receipt(payload: dict[str, Any]) -> Receipt | None:
    level = said.name(payload.get("ackName")).upper()
    if level not in _HEARD and isinstance(payload.get("ack"), int):
        level = _LEVELS.get(payload["ack"], "")
    heard, provider_id = _HEARD.get(level), _key(payload.get("id"))
    if not heard or not provider_id or "@g.us" in said.name(payload.get("id")) or payload.get("fromMe") is False:
        return None
    is_failure = heard is Heard.FAILED
    return Receipt(
        heard=heard,
        at=said.moment(payload.get("timestamp")),
        provider_id=provider_id,
        code=level if is_failure else "",
        why=_FAILED if is_failure else "",
        is_temporary=is_failure,
    )


def _incoming(payload: dict[str, Any]) -> Incoming | None:
    sender, provider_id = said.name(payload.get("from")), _key(payload.get("id"))
    if not provider_id or payload.get("fromMe") is True or not sender.endswith((*_PERSON, _NAMELESS)):
        return None
    return Incoming(
        provider_id=provider_id,
        text=said.text(payload.get("body")),
        at=said.moment(payload.get("timestamp")),
        number=_number(sender, payload),
        user_id=sender if sender.endswith(_NAMELESS) else "",
        kind=_kind(payload),
    )


def _number(sender: str, payload: dict[str, Any]) -> str:
    """The sender's, or the one that some engines tell beside a sender without."""
    beside = (
        said.inner(payload, "_data", "key").get("remoteJidAlt"),
        said.inner(payload, "_data", "Info").get("SenderAlt"),
    )
    written = (said.name(one) for one in (sender, *beside))
    numbers = (re.split("[:@]", one)[0] for one in written if one.endswith(_PERSON))
    return next((number for one in numbers if (number := said.number(one))), "")


def _kind(payload: dict[str, Any]) -> str:
    if not payload.get("hasMedia"):
        return "location" if payload.get("location") else "text"
    kind = said.name(said.inner(payload, "media").get("mimetype")).partition("/")[0]
    return kind if kind in ("image", "audio", "video") else "document"
