"""SMS by a Kannel gateway: its sendsms page takes messages; it calls us with reports and with SMS that people send."""

import re
from dataclasses import replace
from urllib.parse import urlencode

from silastri.adapters.messaging import said
from silastri.adapters.messaging.http import PATIENT, Answer, Seconds, get, refuse, refuse_busy
from silastri.adapters.messaging.port import (
    Barred,
    Delivery,
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
from silastri.domain.words import segments

from . import FAILED, call
from .number import receiver

_EVERY_REPORT = 31
_DELIVERED, _FAILED, _AT_CENTRE, _REFUSED, _EXPIRED = 1, 2, 8, 16, 32
_SEVEN_BITS, _UCS2 = 0, 2
_LETTERS = {"UTF-16BE": "utf-16-be", "ISO-8859-1": "latin-1"}
_ACCEPTED, _REJECTED, _FORBIDDEN, _BROKEN = 202, 400, 403, 500
# Rejections that are about this message; the others are about our configuration, and so about every message.
_OF_THE_MESSAGE = re.compile(r"receiver|number|charset|body", re.IGNORECASE)


class Kannel:
    is_simulated = False
    gives_receipts = True
    needs_forms = False

    def __init__(
        self,
        *,
        url: str,
        user: str,
        password: str,
        sender: str,
        call_back: str,
        key: str,
        a_second: int = 10,
        seconds: Seconds = PATIENT,
    ) -> None:
        """``call_back`` is our address for its calls, and ``key`` stands in them."""
        self._url, self._call_back, self._key, self._seconds = url, call_back, key, seconds
        self._account = {"username": user, "password": password} | ({"from": sender} if sender else {})
        self.pace = Pace(a_second=a_second)

    def send(self, message: Outgoing) -> str:
        number, text = receiver(message), segments.as_sent(message.body)
        asked = {
            "to": number,
            "text": text,
            "charset": "UTF-8",
            "coding": _UCS2 if segments.is_wide(text) else _SEVEN_BITS,
            "dlr-mask": _EVERY_REPORT,
            "dlr-url": self._report_to(message.reference),
        }
        _believe(get(self._url, seconds=self._seconds, params=self._account | asked))
        return f"kannel-{message.reference}"  # it gives no id of its own

    def _report_to(self, reference: str) -> str:
        """Kannel puts its own values for %d and the like, also in the middle of what we percent-encode."""
        ours = urlencode({"ref": reference, call.KEY: self._key}).replace("%", "%%")
        return f"{self._call_back}?{ours}&kabar=%d&jawaban=%A&jam=%T"

    def admit(self, delivery: Delivery) -> str:
        return call.admit(delivery, self._key)

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming | TemplateNews]:
        told = call.fields(delivery)
        if told.get("ref"):
            return [*_report(told)]
        if told.get("dari"):
            return [_message(told)]
        raise NotUnderstood("neither a report nor a message")


def _believe(answer: Answer) -> None:
    """Raises unless the message was taken."""
    words, code = answer.content[:200].decode("utf-8", "replace").strip(), str(answer.status)
    if answer.status == _ACCEPTED:
        return
    if answer.status == _BROKEN and "Sending failed" in words:
        raise TryAgain("Kannel gagal mengirim SMS ini.", code=code)
    if answer.status == _FORBIDDEN and "Not routable" in words:
        raise WillNotWork("Kannel tidak punya jalan ke nomor ini.", code=code)
    if answer.status == _REJECTED and _OF_THE_MESSAGE.search(words):
        raise WillNotWork(f"Kannel menolak SMS ini (jawabannya: {words}).", code=code)
    refuse_busy(answer)
    if answer.status == _REJECTED or 200 <= answer.status < 300:  # Kannel itself says yes with no other status
        raise Barred(f"Kannel tidak menerima SMS dengan pengaturan ini (jawabannya: {words}).", code=code)
    refuse(answer)


def _report(told: dict[str, bytes]) -> list[Receipt]:
    kind = call.text(told.get("kabar", b""))
    if not re.fullmatch(r"[0-9]{1,3}", kind):
        raise NotUnderstood("a report without its kind")
    heard, words = _heard(int(kind)), call.text(told.get("jawaban", b""))
    if heard is None:
        return []
    receipt = Receipt(heard, at=said.moment(call.text(told.get("jam", b""))), reference=call.text(told["ref"]))
    if heard is Heard.FAILED:
        late = bool(int(kind) & _EXPIRED) or "stat:EXPIRED" in words
        receipt = replace(receipt, code=_code(words) or kind, why=FAILED, is_temporary=late)
    return [receipt]


def _heard(kind: int) -> Heard | None:
    if kind & _DELIVERED:
        return Heard.DELIVERED
    if kind & (_FAILED | _REFUSED):
        return Heard.FAILED
    return Heard.SENT if kind & _AT_CENTRE else None  # None: it waits at the centre


def _code(words: str) -> str:
    """What the centre of SMS gave as its reason: NACK/11/..., or err:011 in a report of SMPP."""
    found = re.match(r"NACK/(0x[0-9a-fA-F]{1,8}|[0-9]{1,10})", words) or re.search(r"\berr:([0-9A-Za-z]{1,10})", words)
    return found[1] if found else ""


def _message(told: dict[str, bytes]) -> Incoming:
    letters = call.text(told.get("huruf", b"")).upper()
    is_text = letters != "8-BIT"
    number, name = call.writer(call.text(told["dari"]))
    return Incoming(
        provider_id=said.name(call.text(told.get("id", b""))),
        text=call.text(told.get("isi", b""), _LETTERS.get(letters, "utf-8")) if is_text else "",
        at=said.moment(call.text(told.get("jam", b""))),
        number=number,
        user_id=name,
        kind="text" if is_text else "data",
    )
