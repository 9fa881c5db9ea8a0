"""The senders for SMS with invented keys, and the gateways that answer them."""

from typing import Any

from silastri.adapters.messaging.http import Seconds
from silastri.adapters.messaging.port import Outgoing
from silastri.adapters.messaging.sms.http import HttpSms
from silastri.adapters.messaging.sms.kannel import Kannel

NUMBER, PASSWORD, KEY = "+6281110000021", "sandi kirim & uji", "kunci 100% uji+"
HOOK = "http://127.0.0.1:9/kait/sms/"
PATIENT, IMPATIENT = Seconds(connect=20, answer=20), Seconds(connect=20, answer=0.3)
MESSAGE = Outgoing(to=NUMBER, body="Permohonan “Surat” sudah diterima.", reference="41")

# Two gateways as they are sold: one takes a form and answers JSON, one takes JSON and answers in words.
FORM: dict[str, Any] = {
    "asking": {
        "way": "form",
        "fields": "nomor={nomor62}&pesan={isi}&pengirim=DINAS&id_kami={ref}",
        "header": f"Authorization: Bearer {PASSWORD}",
    },
    "answering": {
        "id": "data.0.id",
        "taken": '"status": ?true',
        "refused": "nomor tidak valid",
        "barred": "saldo|kunci tidak dikenal",
        "busy": "antrean penuh",
    },
    "calling": {
        "key": KEY,
        "fields": "id=message_id&kabar=status&ref=id_kami&dari=pengirim&isi=pesan&jam=waktu",
        "delivered": "^(DELIVRD|sukses)$",
        "failed": "UNDELIV|gagal",
    },
}
JSON: dict[str, Any] = {
    "asking": {"way": "json", "fields": '{"messages": [{"to": "{nomor0}", "text": "{isi}"}], "key": "x", "n": 1}'},
    "answering": {"taken": "^OK "},
    "calling": {},
}
QUERY: dict[str, Any] = {
    "asking": {"way": "query", "fields": "userkey=k&no={nomor}&msg={isi}"},
    "answering": {},
    "calling": {},
}
GATEWAYS = {"form": FORM, "json": JSON, "query": QUERY}
NAMES = ("kannel", *GATEWAYS)


def sender(name: str, url: str = "http://127.0.0.1:9", seconds: Seconds = PATIENT, **more: Any) -> Any:
    if name == "kannel":
        options = {"user": "silastri", "password": PASSWORD, "sender": "DINAS", "call_back": HOOK, "key": KEY}
        return Kannel(url=f"{url}/cgi-bin/sendsms", seconds=seconds, **(options | more))
    gateway = GATEWAYS[name]
    return HttpSms(**(gateway | {"asking": gateway["asking"] | {"url": f"{url}/kirim"}}), seconds=seconds, **more)


ACCEPTED: dict[str, tuple[int, Any, str]] = {
    "kannel": (202, b"0: Accepted for delivery", "kannel-41"),
    "form": (200, {"status": True, "data": [{"id": 778811}]}, "778811"),
    "json": (200, b"OK 1 queued", "sms-41"),
    "query": (201, b"", "sms-41"),
}
