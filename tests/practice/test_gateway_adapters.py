"""The adapters that ship, at the example gateway: what one says the other understands."""

import json
from collections.abc import Iterator
from email.headerregistry import Address
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from silastri.adapters.messaging.email.smtp import Smtp
from silastri.adapters.messaging.port import (
    AnswerLost,
    Away,
    Delivery,
    Form,
    Heard,
    Incoming,
    Outgoing,
    Receipt,
    TemplateNews,
    TryAgain,
    WillNotWork,
)
from silastri.adapters.messaging.sms.http import HttpSms
from silastri.adapters.messaging.sms.kannel import Kannel
from silastri.adapters.messaging.whatsapp.cloud_api import CloudApi
from silastri.practice.gateway import Gateway, Hook, Place
from silastri.practice.gateway.behaviour import NORMAL
from silastri.practice.gateway.whatsapp import ACCOUNT_ID, PHONE_ID
from tests.practice.planned import LATER, let_it_come
from tests.practice.test_gateway import HTTP, SECRET, accepted, behave, until
from tests.practice.test_gateway import Heard as Ear

CITIZEN, KEY = "+6281110000001", "kunci-contoh"
SIMPLE = Outgoing(CITIZEN, "Berkas Anda selesai.", "41", subject="Kabar berkas")


@pytest.fixture
def ear() -> Iterator[Ear]:
    server = Ear()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def gateway(ear: Ear) -> Iterator[Gateway]:
    hook = Hook(ear.url, SECRET, f"{ear.url}?kunci={KEY}")
    with Gateway(Place(hook=hook, behaviour=NORMAL.changed({"receipt_after": 0.01, "read": 0}))) as found:
        yield found


def made(name: str, gateway: Gateway, ear: Ear) -> Any:
    token = gateway.place.token
    if name == "cloud":
        url = f"{gateway.url}/v25.0"
        return CloudApi(url=url, number_id=PHONE_ID, account_id=ACCOUNT_ID, token=token, app_secret=SECRET)
    if name == "kannel":
        url = f"{gateway.url}/cgi-bin/sendsms"
        return Kannel(url=url, user="contoh", password=token, sender="", call_back=ear.url, key=KEY)
    if name == "http":
        fields = json.dumps({"to": "{nomor}", "text": "{isi}", "reference": "{ref}"})
        heard = "id=id&ref=reference&kabar=status&dari=from&isi=text&jam=at"
        return HttpSms(
            asking={"url": f"{gateway.url}/sms/kirim", "way": "json", "fields": fields}
            | {"header": f"Authorization: Bearer {token}"},
            answering={"id": "id", "refused": "bad_number|missing", "barred": "bad_token", "busy": "busy|too_"},
            calling={"key": KEY, "fields": heard, "delivered": "delivered", "failed": "failed"},
        )
    line = {"host": "127.0.0.1", "port": gateway.mail_port, "tls": "none", "user": "", "password": "", "roots": ""}
    return Smtp(line=line, sender=Address("Kantor Contoh", addr_spec="layanan@example.go.id"), key=b"k" * 32)


def heard(adapter: Any, ear: Ear) -> list[Any]:
    """What the adapter understands of every call that came."""
    found: list[Any] = []
    for method, path, headers, body in list(ear.calls):
        delivery = Delivery(body, urlsplit(path).query, method, headers)
        adapter.admit(delivery)
        found += adapter.understand(delivery)
    return found


@pytest.mark.parametrize("name", ["cloud", "kannel", "http"])
def test_a_message_goes_out_and_its_news_come_back(gateway: Gateway, ear: Ear, name: str) -> None:
    adapter = made(name, gateway, ear)
    outgoing = Outgoing(CITIZEN, SIMPLE.body, "41", form=Form("kabar", ["RHL-1"])) if name == "cloud" else SIMPLE
    provider_id = adapter.send(outgoing)
    assert provider_id
    until(lambda: Heard.DELIVERED in [one.heard for one in heard(adapter, ear)])
    news = [one for one in heard(adapter, ear) if isinstance(one, Receipt)]
    assert "41" in {one.reference for one in news} or provider_id in {one.provider_id for one in news}
    assert [(one["reference"], one["count"]) for one in accepted(gateway)] == [("41", 1)]


@pytest.mark.parametrize("name", ["cloud", "kannel", "http", "smtp"])
@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        ({"refuse_temporary": 1}, TryAgain),
        ({"refuse_permanent": 1}, WillNotWork),
        ({"answer_lost": 1}, AnswerLost),
        ({"down": "503"}, Away),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_each_failure_is_what_it_is(
    gateway: Gateway, ear: Ear, name: str, behaviour: dict[str, Any], expected: type[Exception]
) -> None:
    behave(gateway, **behaviour)
    to = "warga@example.com" if name == "smtp" else CITIZEN
    with pytest.raises(expected) as raised:
        made(name, gateway, ear).send(Outgoing(to, "Berkas selesai.", "7", subject="Kabar"))
    assert isinstance(raised.value, AnswerLost) == (expected is AnswerLost)


def test_mail_is_taken(gateway: Gateway, ear: Ear) -> None:
    made("smtp", gateway, ear).send(Outgoing("warga@example.com", "Berkas selesai.", "7", subject="Kabar berkas"))
    (kept,) = accepted(gateway)
    assert (kept["to"], kept["subject"]) == ("warga@example.com", "Kabar berkas")
    assert "Berkas selesai." in kept["body"]


@pytest.mark.parametrize("said", [{"number": CITIZEN}, {"user_id": "ID.123"}], ids=["number", "name"])
def test_what_a_citizen_writes_is_understood(gateway: Gateway, ear: Ear, said: dict[str, str]) -> None:
    HTTP.post(f"{gateway.control_url}/warga", json=said | {"text": "Sampai mana?"})
    until(lambda: ear.calls)
    (written,) = heard(made("cloud", gateway, ear), ear)
    assert isinstance(written, Incoming)
    assert (written.text, written.number) == ("Sampai mana?", said.get("number", ""))
    assert written.user_id.startswith("ID.")


def test_an_sms_of_a_citizen_is_understood(gateway: Gateway, ear: Ear) -> None:
    HTTP.post(f"{gateway.control_url}/warga", json={"number": CITIZEN, "text": "Halo", "channel": "sms"})
    until(lambda: ear.calls)
    assert parse_qs(urlsplit(ear.calls[0][1]).query) == {"kunci": [KEY]}
    (written,) = heard(made("http", gateway, ear), ear)
    assert (written.text, written.number) == ("Halo", CITIZEN)


def test_a_text_is_proposed_and_approved(gateway: Gateway, ear: Ear) -> None:
    behave(gateway, approve_after=LATER)
    cloud = made("cloud", gateway, ear)
    cloud.propose("kabar", "id", "utility", "Pesan dari SILASTRI: {{1}}. Terima kasih.", ["RHL-1"])
    assert [one.status for one in cloud.proposals()] == ["pending"]
    let_it_come(gateway)
    until(lambda: ear.calls)
    (told,) = heard(cloud, ear)
    assert isinstance(told, TemplateNews)
    assert (told.name, told.status) == ("kabar", "approved")
    assert [one.status for one in cloud.proposals()] == ["approved"]
