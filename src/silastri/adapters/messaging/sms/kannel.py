"""SMS by a Kannel gateway: its sendsms page takes messages; it calls us with reports and with SMS that people send."""

import re
from dataclasses import replace
from urllib.parse import urlencode

from silastri.adapters.messaging import http
from silastri.adapters.messaging.port import (
    Barred,
    Delivery,
    Heard,
    Incoming,
    NotUnderstood,
    Outgoing,
    Pace,
    Receipt,
    TryAgain,
    WillNotWork,
)
from silastri.domain.outbox import segments

from . import call
from .number import receiver

_EVERY_REPORT = 31
_DELIVERED, _FAILED, _AT_CENTRE, _REFUSED, _EXPIRED = 1, 2, 8, 16, 32
_SEVEN_BITS, _UCS2 = 0, 2
_LETTERS = {"UTF-16BE": "utf-16-be", "ISO-8859-1": "latin-1"}
# Answers with 400 that are about this message; the others are about our configuration, and so about every message.
_OF_THE_MESSAGE = re.compile(r"receiver|number|charset|body", re.IGNORECASE)


class Kannel:
    is_simulated = False
    gives_receipts = True
    needs_forms = False

    def __init__(  # one argument a setting
        self, *, url: str, user: str, password: str, sender: str, call_back: str, key: str, a_second: int = 10
    ) -> None:
        """``call_back`` is our address for its calls, ``key`` what stands in them."""
        self._url, self._call_back, self._key = url, call_back, key
        self._account = {"username": user, "password": password} | ({"from": sender} if sender else {})
        self.pace = Pace(a_second=a_second)

    def send(self, message: Outgoing) -> str:
        text = segments.as_sent(message.body)
        said = {
            "to": receiver(message),
            "text": text,
            "charset": "UTF-8",
            "coding": _UCS2 if segments.is_wide(text) else _SEVEN_BITS,
            "dlr-mask": _EVERY_REPORT,
            "dlr-url": self._report_to(message.reference),
        }
        _believe(http.get(self._url, params=self._account | said))
        return f"kannel-{message.reference}"  # it gives no id of its own

    def _report_to(self, reference: str) -> str:
        """Kannel puts its own values for %d and the like, also in the middle of what we percent-encode."""
        ours = urlencode({"ref": reference, call.KEY: self._key}).replace("%", "%%")
        return f"{self._call_back}?{ours}&kabar=%d&jawaban=%A&jam=%T"

    def admit(self, delivery: Delivery) -> str:
        return call.admit(delivery, self._key)

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming]:
        said = call.fields(delivery)
        if said.get("ref"):
            return _report(said)
        if said.get("dari"):
            return [_message(said)]
        raise NotUnderstood("Bukan kabar dan bukan SMS.")


def _believe(answer: http.Answer) -> None:
    """Raises unless the message was taken."""
    words, code = answer.content[:500].decode("utf-8", "replace").strip(), str(answer.status)
    if answer.status == 202 or (answer.status == 200 and re.match(r"[03]:", words)):
        return
    if answer.status == 500 and "Sending failed" in words:
        raise TryAgain(f"Kannel gagal mengirim: {words}", code=code)
    http.refuse_busy(answer)
    if answer.status == 403 and "Not routable" in words:
        raise WillNotWork("Kannel tidak punya jalan ke nomor ini.", code=code)
    if answer.status == 400 and _OF_THE_MESSAGE.search(words):
        raise WillNotWork(f"Kannel menolak pesan ini: {words}", code=code)
    raise Barred(f"Kannel tidak menerima pesan dari SILASTRI: {words}", code=code)


def _report(said: dict[str, bytes]) -> list[Receipt | Incoming]:
    kind = call.text(said.get("kabar", b""))
    if not re.fullmatch(r"[0-9]{1,3}", kind):
        raise NotUnderstood("Kabar Kannel tanpa jenis.")
    heard, words = _heard(int(kind)), call.text(said.get("jawaban", b""))
    if heard is None:
        return []
    receipt = Receipt(heard, at=call.at(call.text(said.get("jam", b""))), reference=call.text(said["ref"])[:100])
    if heard is Heard.FAILED:
        late = bool(int(kind) & _EXPIRED) or "stat:EXPIRED" in words
        receipt = replace(receipt, code=_code(words) or kind, why=words[:200], is_temporary=late)
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


def _message(said: dict[str, bytes]) -> Incoming:
    letters = call.text(said.get("huruf", b"")).upper()
    is_text = letters != "8-BIT"
    number, name = call.writer(call.text(said["dari"]))
    return Incoming(
        provider_id=call.text(said.get("id", b""))[:100],
        text=call.text(said.get("isi", b""), _LETTERS.get(letters, "utf-8")) if is_text else "",
        at=call.at(call.text(said.get("jam", b""))),
        number=number,
        user_id=name,
        kind="text" if is_text else "data",
    )
