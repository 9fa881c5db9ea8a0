"""Sends by Fonnte, a gateway that plays a telephone: without a contract with Meta, and the number may be banned for it.

Fonnte answers every request with HTTP 200 and signs nothing that it tells: the key in the hook's address must do.
"""

import hashlib
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

from silastri.adapters.messaging import said
from silastri.adapters.messaging.http import PATIENT, UNCLEAR, Answer, Seconds, post, refuse
from silastri.adapters.messaging.port import (
    AnswerLost,
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
    TryAgain,
    WillNotWork,
)

from . import NO_RECEIVER

_NO_TEXT = "non-text message"  # what Fonnte writes where there is none
# What Fonnte writes as its reason, the error that it is, and the sentence for whoever reads why a message did not go.
_REASONS: tuple[tuple[str, type[TryAgain | WillNotWork], str], ...] = (
    ("disconnect|not.connected", Barred, "Telepon kantor terputus dari Fonnte. Hubungkan lagi dengan memindai QR."),
    ("quota", Barred, "Kuota Fonnte kantor habis. Pengelola sistem perlu menambahnya."),
    (
        "expired|package|payment",
        Barred,
        "Paket Fonnte kantor habis masa berlakunya. Pengelola sistem perlu membayarnya.",
    ),
    (
        "token|unknown.user|invalid.device",
        Barred,
        "Kunci Fonnte kantor tidak berlaku. Pengelola sistem perlu menggantinya.",
    ),
    ("too.many|limit|timeout|busy|maintenance|server", Away, "Fonnte sedang sibuk atau terganggu."),
    ("target|number", WillNotWork, "Fonnte tidak mengenal nomor ini. Mungkin nomor ini tidak memakai WhatsApp."),
    ("invalid|required|message|url|unreachable", WillNotWork, "Isi pesan ini tidak diterima Fonnte."),
)
_UNKNOWN = "Fonnte menolak dengan alasan yang belum dikenal."
_BUSY_WAIT = timedelta(minutes=1)
_HEARD = {"sent": Heard.SENT, "delivered": Heard.DELIVERED, "read": Heard.READ}
_FAILED = {
    "invalid": "Nomor ini tidak memakai WhatsApp.",
    "expired": "Telepon kantor terputus dari Fonnte terlalu lama, jadi pesan ini tidak dikirim.",
    "failed": "Fonnte tidak dapat mengirim pesan ini.",
    "url unreachable": "Fonnte tidak dapat mengirim pesan ini.",
}
_MENDED_LATER = ("expired", "failed")


class Fonnte:
    is_simulated = False
    gives_receipts = True
    needs_forms = False
    pace = Pace(a_second=0.2, between=timedelta(seconds=10))  # as slow as a person: haste gets the number banned

    def __init__(self, *, url: str, token: str, hook_key: str = "", seconds: Seconds = PATIENT) -> None:
        self._url, self._token, self._hook_key, self._seconds = url.rstrip("/"), token, hook_key, seconds

    def send(self, message: Outgoing) -> str:
        if not message.to:
            raise WillNotWork(NO_RECEIVER, code="receiver")
        answer = post(
            f"{self._url}/send",
            seconds=self._seconds,
            headers={"Authorization": self._token},
            # 0: the number has its country, and none is to be put before it.
            data={"target": message.to.removeprefix("+"), "message": message.body, "countryCode": "0"},
        )
        return _id_of(answer)

    def admit(self, delivery: Delivery) -> str:
        """The address that Fonnte was given ends with ``?kunci=...``."""
        if not said.is_same(parse_qs(delivery.query).get("kunci", [""])[0], self._hook_key):
            raise Forged("not the key of our hook")
        return ""

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming | TemplateNews]:
        found = _told(delivery.body)
        news = _incoming(found, delivery.body) if found.get("sender") else _receipt(found)
        return [news] if news else []


def _id_of(answer: Answer) -> str:
    found = {name.lower(): value for name, value in answer.said().items()}  # some answers begin with a capital
    status, ids = found.get("status"), found.get("id")
    if status is True:
        provider_id = said.name(ids[0]) if isinstance(ids, list) and ids else said.name(ids)
        if not provider_id:
            raise AnswerLost(UNCLEAR, code=str(answer.status))
        return provider_id
    reason = said.text(found.get("reason")) or said.text(found.get("detail"))
    if status is not False or not reason:
        refuse(answer)
    raise _error(reason.lower())


def _error(reason: str) -> TryAgain | WillNotWork:
    code = reason[:40]
    for words, kind, sentence in _REASONS:
        if re.search(words, reason):
            return Away(sentence, code=code, after=_BUSY_WAIT) if kind is Away else kind(sentence, code=code)
    return TryAgain(_UNKNOWN, code=code)


def _told(body: bytes) -> dict[str, Any]:
    """Fonnte tells in JSON; a form is taken as well, as it was told before."""
    if body.lstrip()[:1] in (b"{", b"["):
        return said.json_object(body)
    try:
        form = parse_qs(body.decode())
    except ValueError:
        raise NotUnderstood("neither JSON nor a form") from None
    if not form:
        raise NotUnderstood("neither JSON nor a form")
    return {name: values[0] for name, values in form.items()}


def _receipt(found: dict[str, Any]) -> Receipt | None:
    """What reached the telephone comes under another id, which nothing connects with the message: it is passed over."""
    provider_id = said.name(found.get("id"))
    status, state = (said.word(found.get(name)) for name in ("status", "state"))
    heard = Heard.FAILED if status in _FAILED else _HEARD.get(state) or _HEARD.get(status)
    if not provider_id or not heard:
        return None
    failed = status if heard is Heard.FAILED else ""
    return Receipt(
        heard=heard,
        at=said.moment(found.get("timestamp")),
        provider_id=provider_id,
        code=failed,
        why=_FAILED.get(failed, ""),
        is_temporary=failed in _MENDED_LATER,
    )


def _incoming(found: dict[str, Any], body: bytes) -> Incoming | None:
    """A message told again has the same bytes: where Fonnte names it by nothing, they are its name."""
    sender = said.name(found.get("sender"))
    if said.name(found.get("member")) or sender.endswith(("@g.us", "@newsletter", "@broadcast")):
        return None
    text = said.text(found.get("message"))
    return Incoming(
        provider_id=said.name(found.get("inboxid")) or said.name(found.get("id")) or _named_by(body),
        text="" if text == _NO_TEXT else text,
        at=said.moment(found.get("timestamp")),
        number=said.number(sender.partition("@")[0]) if not sender.endswith("@lid") else "",
        user_id=sender if sender.endswith("@lid") else "",
        kind=_kind(found, text),
    )


def _named_by(body: bytes) -> str:
    return f"fonnte-{hashlib.sha256(body).hexdigest()[:32]}"


def _kind(found: dict[str, Any], text: str) -> str:
    if found.get("location"):
        return "location"
    extension = said.word(found.get("extension"))
    if extension in ("jpg", "jpeg", "png", "webp"):
        return "image"
    return "document" if extension or found.get("url") or text == _NO_TEXT else "text"
