"""What the senders of SMS and of e-mail need to know, from the environment."""

import ipaddress
import json
import re
from email.headerregistry import Address
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from . import env, home

Chosen = dict[str, Any]
_ADDRESS = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
HOOK = "/kait/sms/"  # where a gateway of SMS calls us


def kannel() -> Chosen:
    site = env.text("SILASTRI_URL", f"http://localhost:{env.number('PORT', 8000)}").rstrip("/")
    return {
        "url": _address("SILASTRI_SMS_URL", env.text("SILASTRI_SMS_URL", "http://127.0.0.1:13013/cgi-bin/sendsms")),
        "user": env.needed("SILASTRI_SMS_USER"),
        "password": env.needed("SILASTRI_SMS_PASSWORD"),
        "sender": env.text("SILASTRI_SMS_FROM"),
        "call_back": f"{site}{HOOK}",
        "key": env.needed("SILASTRI_SMS_KEY"),
        "a_second": env.number("SILASTRI_SMS_A_SECOND", 10),
    }


def sms_over_http() -> Chosen:
    way = env.one_of("SILASTRI_SMS_WAY", ("form", "json", "query"))
    fields = env.needed("SILASTRI_SMS_FIELDS")
    if way == "json":
        _json("SILASTRI_SMS_FIELDS", fields)
    if "{isi}" not in fields or not re.search(r"\{nomor(0|62)?\}", fields):
        raise ImproperlyConfigured("SILASTRI_SMS_FIELDS harus memuat {isi} dan {nomor}, {nomor62} atau {nomor0}")
    header = env.text("SILASTRI_SMS_HEADER")
    if header and not re.fullmatch(r"[A-Za-z0-9-]+:[^\r\n]+", header):
        raise ImproperlyConfigured("SILASTRI_SMS_HEADER harus seperti 'Authorization: Bearer kunci'")
    return {
        "asking": {
            "url": _address("SILASTRI_SMS_URL", env.needed("SILASTRI_SMS_URL")),
            "way": way,
            "fields": fields,
            "header": header,
        },
        "answering": {
            "id": env.text("SILASTRI_SMS_ID"),
            "taken": _pattern("SILASTRI_SMS_OK", env.text("SILASTRI_SMS_OK")),
            "refused": _pattern("SILASTRI_SMS_REFUSED", env.text("SILASTRI_SMS_REFUSED")),
            "barred": _pattern("SILASTRI_SMS_BARRED", env.text("SILASTRI_SMS_BARRED")),
            "busy": _pattern("SILASTRI_SMS_BUSY", env.text("SILASTRI_SMS_BUSY")),
        },
        "calling": {
            "key": env.text("SILASTRI_SMS_KEY"),
            "fields": env.text("SILASTRI_SMS_HEARD"),
            "delivered": _pattern("SILASTRI_SMS_DELIVERED", env.text("SILASTRI_SMS_DELIVERED")),
            "failed": _pattern("SILASTRI_SMS_FAILED", env.text("SILASTRI_SMS_FAILED")),
        },
        "a_second": env.number("SILASTRI_SMS_A_SECOND", 10),
    }


def smtp() -> Chosen:
    user, box = env.text("SILASTRI_EMAIL_USER"), env.text("SILASTRI_EMAIL_BOX_HOST")
    tls = env.one_of("SILASTRI_EMAIL_TLS", ("starttls", "tls", "none"))
    ports = {"starttls": 587, "tls": 465, "none": 25}
    roots = env.text("SILASTRI_EMAIL_ROOTS")
    if roots and not Path(roots).is_file():
        raise ImproperlyConfigured("SILASTRI_EMAIL_ROOTS harus berkas sertifikat (PEM)")
    line = {
        "host": env.needed("SILASTRI_EMAIL_HOST"),
        "port": env.number("SILASTRI_EMAIL_PORT", ports[tls]),
        "tls": tls,
        "user": user,
        "password": env.needed("SILASTRI_EMAIL_PASSWORD") if user else "",
        "roots": roots,
    }
    _closed("SILASTRI_EMAIL_TLS", line)
    return {
        "line": line,
        "sender": _sender(env.needed("SILASTRI_EMAIL_FROM")),
        "answer_to": _mailbox("SILASTRI_EMAIL_REPLY_TO", env.text("SILASTRI_EMAIL_REPLY_TO")),
        "returns": _mailbox("SILASTRI_EMAIL_RETURN", env.text("SILASTRI_EMAIL_RETURN")),
        "key": _sealing_key(),
        "box": _box(box, roots) if box else None,
        "folder": env.text("SILASTRI_EMAIL_BOX_FOLDER", "INBOX"),
        "a_second": env.number("SILASTRI_EMAIL_A_SECOND", 5),
    }


def _box(host: str, roots: str) -> Chosen:
    tls = env.one_of("SILASTRI_EMAIL_BOX_TLS", ("tls", "starttls", "none"))
    box = {
        "host": host,
        "port": env.number("SILASTRI_EMAIL_BOX_PORT", 993 if tls == "tls" else 143),
        "tls": tls,
        "user": env.needed("SILASTRI_EMAIL_BOX_USER"),
        "password": env.needed("SILASTRI_EMAIL_BOX_PASSWORD"),
        "roots": roots,
    }
    _closed("SILASTRI_EMAIL_BOX_TLS", box)
    return box


def _closed(name: str, line: Chosen) -> None:
    """No password goes over an open line, but inside one machine."""
    if line["tls"] == "none" and line["user"] and not _is_here(line["host"]):
        raise ImproperlyConfigured(f"{name}=none dengan kata sandi hanya boleh ke mesin ini sendiri (127.0.0.1)")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _sender(said: str) -> Address:
    """A name, with commas or without, and an address; or the address alone."""
    found = re.fullmatch(r"(?:(?P<name>[^<>\r\n]*?)\s*<)?(?P<address>[^<>]+?)>?", said.strip())
    if not found or not _ADDRESS.fullmatch(found["address"]):
        raise ImproperlyConfigured("SILASTRI_EMAIL_FROM harus seperti 'Dinas Contoh <layanan@contoh.go.id>'")
    return Address((found["name"] or "").strip('" '), addr_spec=found["address"])


def _mailbox(name: str, said: str) -> str:
    if said and not _ADDRESS.fullmatch(said):
        raise ImproperlyConfigured(f"{name} harus alamat seperti layanan@contoh.go.id")
    return said


def _sealing_key() -> bytes:
    """Its own key, which is in the marks of all mail: no password can be guessed from them."""
    where = home.open_home(Path(env.text("SILASTRI_HOME", "var")))
    return home.first_key(where, home.open_keys(Path(env.text("SILASTRI_KEYS", str(where / "keys")))), "email")


def _address(name: str, url: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise ImproperlyConfigured(f"{name} harus alamat http atau https")
    return url


def _pattern(name: str, said: str) -> str:
    try:
        re.compile(said)
    except re.error as error:
        raise ImproperlyConfigured(f"{name} bukan pola yang benar: {error}") from None
    return said


def _json(name: str, said: str) -> None:
    try:
        json.loads(said)
    except ValueError:
        raise ImproperlyConfigured(f"{name} harus JSON") from None
