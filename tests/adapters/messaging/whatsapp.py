"""The senders for WhatsApp with invented keys, and what their providers answer."""

from typing import Any

from silastri.adapters.messaging.http import Seconds
from silastri.adapters.messaging.port import Outgoing
from silastri.adapters.messaging.whatsapp.cloud_api import CloudApi
from silastri.adapters.messaging.whatsapp.fonnte import Fonnte
from silastri.adapters.messaging.whatsapp.waha import Waha

NUMBER, NAMELESS, NUMBER_ID, ACCOUNT_ID = (
    "+6281110000011",
    "ID.13491208655302741918",
    "106540352242922",
    "102290129340398",
)
APP_SECRET, VERIFY_TOKEN, HOOK_KEY, TOKEN = "app-secret-test", "kata-uji-kantor", "kunci-kait-uji", "kunci-kirim-uji"
PATIENT, IMPATIENT = Seconds(connect=20, answer=20), Seconds(connect=20, answer=0.3)
WAMID = "wamid.HBgNNjI4MTExMDAwMDAxMRUCABEYEkE4RkYxRUY3MUVGQzBDNDE5MwA="
MESSAGE = Outgoing(to=NUMBER, body="Permohonan Anda sudah diterima.", reference="41")

SENDERS: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "cloud": (
        CloudApi,
        {
            "number_id": NUMBER_ID,
            "account_id": ACCOUNT_ID,
            "app_secret": APP_SECRET,
            "verify_token": VERIFY_TOKEN,
            "token": TOKEN,
        },
    ),
    "fonnte": (Fonnte, {"token": TOKEN, "hook_key": HOOK_KEY}),
    "waha": (Waha, {"token": TOKEN, "hook_key": HOOK_KEY}),
}


def sender(name: str, url: str = "http://127.0.0.1:9", seconds: Seconds = PATIENT) -> Any:
    made, options = SENDERS[name]
    return made(url=url, seconds=seconds, **options)


def refused_by_meta(code: int, **more: Any) -> dict[str, Any]:
    details = {"messaging_product": "whatsapp", "details": "Details of Meta."}
    error = {"message": f"(#{code}) Title", "type": "OAuthException", "code": code, "error_data": details}
    return {"error": error | {"fbtrace_id": "AbCdEf"} | more}


ACCEPTED: dict[str, tuple[int, Any, str]] = {
    "cloud": (
        200,
        {
            "messaging_product": "whatsapp",
            "contacts": [{"input": "6281110000011", "wa_id": "6281110000011"}],
            "messages": [{"id": WAMID, "message_status": "accepted"}],
        },
        WAMID,
    ),
    "fonnte": (
        200,
        {
            "detail": "success! message in queue",
            "id": [142223099],
            "process": "pending",
            "quota": {
                "6281110000099": {"details": "deduced from total quota", "quota": 999, "remaining": 998, "used": 1}
            },
            "requestid": 369052479,
            "status": True,
            "target": ["6281110000011"],
        },
        "142223099",
    ),
    "waha": (
        201,
        {
            "_data": {},
            "id": {
                "fromMe": True,
                "remote": "6281110000011@c.us",
                "id": "3EB0A6E1D5A8C4F7B2",
                "_serialized": "true_6281110000011@c.us_3EB0A6E1D5A8C4F7B2",
            },
            "ack": 0,
        },
        "3EB0A6E1D5A8C4F7B2",
    ),
}
