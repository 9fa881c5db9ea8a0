"""What Kannel and a mailbox tell, from the address or the box where it comes in to the message that it is about."""

from typing import Any
from urllib.parse import quote_plus

import pytest
from django.test import Client

from silastri import adapters
from silastri.adapters.messaging import messenger
from silastri.adapters.messaging.email.mark import mark
from silastri.adapters.messaging.port import Delivery
from silastri.apps.conversations.models import Said
from silastri.apps.inbox.models import Received
from silastri.apps.messages.models import Message
from silastri.journey.inbox import keep
from silastri.journey.inbox.understand import understand
from tests.adapters.messaging.email import servers
from tests.adapters.messaging.sms import senders
from tests.builders import Town, a_case
from tests.incoming import BUDI, now

pytestmark = pytest.mark.django_db
HERE = "silastri.adapters.messaging"
KANNEL = {"url": "http://127.0.0.1:9/", "user": "silastri", "password": "x", "sender": "", "call_back": senders.HOOK}
SMTP = {"line": {"host": "127.0.0.1", "port": 9, "tls": "none"}, "sender": servers.SENDER, "key": servers.KEY}
PROVIDERS = {
    "sms": {"BACKEND": f"{HERE}.sms.kannel.Kannel", "OPTIONS": KANNEL | {"key": senders.KEY}},
    "email": {"BACKEND": f"{HERE}.email.smtp.Smtp", "OPTIONS": SMTP},
}


@pytest.fixture(autouse=True)
def real_providers(settings: Any) -> Any:
    settings.ADAPTERS = settings.ADAPTERS | PROVIDERS
    adapters.get.cache_clear()
    yield
    adapters.get.cache_clear()


def a_message(town: Town, channel: str) -> Message:
    a_case(town)
    message = Message.objects.latest("pk")
    Message.objects.filter(pk=message.pk).update(state="sent", channel=channel, sent_at=now().at)
    return message


def kannel_calls(query: str) -> None:
    keep.receive(now(), "sms", method="GET", query=f"kunci={quote_plus(senders.KEY)}&{query}", headers={}, body=b"")


def state_of(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.code


def box(monkeypatch: pytest.MonkeyPatch, *mails: str) -> list[str]:
    """A mailbox with those mails, and the names of those that it may let go."""
    gone: list[str] = []
    held = [(f"7.{n}", Delivery(mail.encode(), method="IMAP")) for n, mail in enumerate(mails)]
    monkeypatch.setattr(messenger("email"), "collect", lambda: held)
    monkeypatch.setattr(messenger("email"), "collected", gone.extend)
    return gone


def test_reports_of_kannel_come_in_any_order(town: Town) -> None:
    message = a_message(town, "sms")
    for kind in (1, 8):
        kannel_calls(f"ref={message.pk}&kabar={kind}&jawaban=&jam=1795759044")
    understand(now())
    assert state_of(message) == ("delivered", "")


def test_whoever_does_not_know_the_key_changes_nothing(town: Town) -> None:
    message = a_message(town, "sms")
    assert Client().get(f"/kait/sms/?ref={message.pk}&kunci=x&kabar=2").status_code == 403
    assert Client().post("/kait/email/", b"From: a@contoh.test\n\nya", "text/plain").status_code == 403
    assert not Received.objects.exists()


def test_an_sms_of_a_citizen_is_heard(town: Town) -> None:
    kannel_calls(f"id=9b2f&dari={quote_plus(BUDI)}&isi=Kapan+buka%3F&huruf=UTF-8&jam=1795759044")
    understand(now())
    assert Said.objects.get(is_from_citizen=True).text == "Kapan buka?"


def test_a_returned_mail_is_a_failure_once_it_is_kept(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    message = a_message(town, "email")
    report = (
        "From: Mailer-Daemon@contoh.test\nContent-Type: multipart/report; boundary=b\n\n--b\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; contoh.test\n"
        "Original-Envelope-Id: {}\n\nAction: failed\nStatus: 5.1.1\n--b--\n"
    )
    forged = report.format(mark(str(message.pk), b"x"))
    gone = box(monkeypatch, forged)
    keep.collect(now())
    understand(now())
    assert state_of(message)[0] == "sent"
    assert gone == ["7.0"]
    box(monkeypatch, report.format(mark(str(message.pk), servers.KEY)), "tidak jelas")
    keep.collect(now())
    understand(now())
    state, code = state_of(message)
    assert (state, code) == ("failed", "5.1.1")
    assert list(Received.objects.order_by("pk").values_list("state", flat=True)) == [
        "understood",
        "understood",
        "not_understood",
    ]
