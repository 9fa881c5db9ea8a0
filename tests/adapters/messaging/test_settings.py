"""What an operator sets becomes a sender of SMS or e-mail, and what cannot work is said at the start."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from silastri.config import messaging

KANNEL = {"USER": "silastri", "PASSWORD": "x", "KEY": "k"}
HTTP = {"URL": "https://sms.contoh.test/kirim", "FIELDS": "no={nomor62}&pesan={isi}"}
SMTP = {"HOST": "surat.contoh.test", "FROM": "Dinas Contoh, Kantor <layanan@contoh.test>"}
BOX = {"BOX_HOST": "surat.contoh.test", "BOX_USER": "kotak", "BOX_PASSWORD": "x"}


def made(monkeypatch: pytest.MonkeyPatch, channel: str, name: str, values: dict[str, str]) -> Any:
    for setting, value in values.items():
        monkeypatch.setenv(f"SILASTRI_{channel.upper()}_{setting}", value)
    chosen = messaging.chosen(channel, name)
    return import_string(chosen["BACKEND"])(**chosen["OPTIONS"])


@pytest.mark.parametrize(
    ("channel", "name", "values", "receipts"),
    [
        ("sms", "kannel", KANNEL, True),
        ("sms", "http", HTTP, False),
        ("sms", "http", HTTP | {"KEY": "k", "DELIVERED": "ok", "HEARD": "id=id"}, True),
        ("sms", "http", HTTP | {"WAY": "json", "FIELDS": '{"to": "{nomor}", "text": "{isi}"}'}, False),
        ("email", "smtp", SMTP, False),
        ("email", "smtp", SMTP | BOX | {"USER": "layanan", "PASSWORD": "x"}, False),
        ("email", "smtp", SMTP | {"HOST": "127.0.0.1", "TLS": "none", "USER": "layanan", "PASSWORD": "x"}, False),
    ],
)
def test_what_is_set_becomes_a_sender(
    monkeypatch: pytest.MonkeyPatch, channel: str, name: str, values: dict[str, str], receipts: bool
) -> None:
    sender = made(monkeypatch, channel, name, values | {"A_SECOND": "3"})
    assert (sender.pace.a_second, sender.gives_receipts, sender.is_simulated) == (3, receipts, False)


@pytest.mark.parametrize(
    ("channel", "name", "values", "words"),
    [
        ("sms", "kannel", {"USER": "silastri", "PASSWORD": "x"}, "SMS_KEY"),
        ("sms", "kannel", KANNEL | {"URL": "kannel"}, "SMS_URL"),
        ("sms", "http", {"FIELDS": HTTP["FIELDS"]}, "SMS_URL"),
        ("sms", "http", HTTP | {"FIELDS": "no={nomor}"}, "isi"),
        ("sms", "http", HTTP | {"FIELDS": "pesan={isi}"}, "nomor"),
        ("sms", "http", HTTP | {"WAY": "xml"}, "SMS_WAY"),
        ("sms", "http", HTTP | {"WAY": "json"}, "JSON"),
        ("sms", "http", HTTP | {"OK": "("}, "SMS_OK"),
        ("sms", "http", HTTP | {"HEADER": "Bearer x"}, "SMS_HEADER"),
        ("sms", "http", HTTP | {"HEADER": "A: b\r\nC: d"}, "SMS_HEADER"),
        ("email", "smtp", {"FROM": SMTP["FROM"]}, "EMAIL_HOST"),
        ("email", "smtp", SMTP | {"FROM": "Dinas Contoh"}, "EMAIL_FROM"),
        ("email", "smtp", SMTP | {"FROM": "a@b@c"}, "EMAIL_FROM"),
        ("email", "smtp", SMTP | {"USER": "layanan"}, "EMAIL_PASSWORD"),
        ("email", "smtp", SMTP | {"TLS": "none", "USER": "layanan", "PASSWORD": "x"}, "EMAIL_TLS"),
        ("email", "smtp", SMTP | {"RETURN": "pantulan@contoh"}, "EMAIL_RETURN"),
        ("email", "smtp", SMTP | {"REPLY_TO": "a@contoh.test\r\nBcc: b@contoh.test"}, "EMAIL_REPLY_TO"),
        ("email", "smtp", SMTP | {"ROOTS": "/tiada.pem"}, "EMAIL_ROOTS"),
        ("email", "smtp", SMTP | BOX | {"BOX_TLS": "none"}, "EMAIL_BOX_TLS"),
    ],
)
def test_what_cannot_work_is_said_with_the_name_of_the_setting(
    monkeypatch: pytest.MonkeyPatch, channel: str, name: str, values: dict[str, str], words: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        made(monkeypatch, channel, name, values)
