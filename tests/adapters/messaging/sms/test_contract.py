"""What every sender for SMS promises, over real HTTP: an id, or the error that says what to do."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from silastri.adapters.messaging.http import Seconds
from silastri.adapters.messaging.port import AnswerLost, Away, Barred, Outgoing, TryAgain, WillNotWork
from tests.adapters.messaging.conftest import CUT, HANG, Provider

from .senders import ACCEPTED, IMPATIENT, KEY, MESSAGE, NAMES, NUMBER, PASSWORD, PATIENT, sender

HTML = b"<html><body>Gateway</body></html>"
REFUSED: list[tuple[str, int, Any, type[Exception]]] = [
    ("kannel", 403, b"Authorization failed for sendsms", Barred),
    ("kannel", 403, b"Not routable. Do not try again.", WillNotWork),
    ("kannel", 503, b"Temporal failure, try again later.", Away),
    ("kannel", 500, b"Sending failed.", TryAgain),
    ("kannel", 400, b"Number(s) has/have been denied by white- and/or black-lists.", WillNotWork),
    ("kannel", 400, b"Empty receiver number not allowed, rejected", WillNotWork),
    ("kannel", 400, b"Charset or body misformed, rejected", WillNotWork),
    ("kannel", 400, b"Sender missing and no global set, rejected", Barred),  # so is every other SMS
    ("kannel", 400, b"DLR-URL field misformed, rejected", Barred),
    ("kannel", 404, b"Unknown request.", Barred),
    ("kannel", 200, HTML, Barred),  # not a Kannel
    ("form", 200, {"status": False, "reason": "Nomor tidak valid"}, WillNotWork),
    ("form", 200, {"status": False, "reason": "Saldo habis"}, Barred),
    ("form", 401, {"status": False, "reason": "Kunci tidak dikenal"}, Barred),
    ("form", 500, {"status": False, "reason": "Nomor tidak valid"}, WillNotWork),  # its words count more
    ("form", 200, {"status": False, "reason": "Antrean penuh"}, Away),
    ("form", 200, {"status": False, "reason": "Lain"}, AnswerLost),  # words that nobody has set
    ("json", 200, b"GAGAL", AnswerLost),
]
UNCLEAR: list[tuple[int, Any, type[Exception]]] = [
    (302, HTML, Barred),
    (401, HTML, Barred),
    (402, HTML, Barred),
    (403, HTML, Barred),
    (404, HTML, Barred),
    (429, HTML, Away),
    (500, HTML, Away),
    (503, b"\xff\xfe", Away),
    (504, HTML, AnswerLost),
]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_accepted_has_an_id(name: str, provider: Provider) -> None:
    status, body, provider_id = ACCEPTED[name]
    provider.says(body, status)
    assert sender(name, provider.url).send(MESSAGE) == provider_id
    assert len(provider.heard) == 1


@pytest.mark.parametrize(("name", "status", "body", "error"), REFUSED)
def test_what_is_refused_says_whether_trying_again_helps(
    name: str, status: int, body: Any, error: type[Exception], provider: Provider
) -> None:
    provider.says(body, status)
    with pytest.raises((TryAgain, WillNotWork)) as raised:
        sender(name, provider.url).send(MESSAGE)
    assert type(raised.value) is error
    assert raised.value.code == str(status)
    assert str(raised.value)[0].isupper()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("status", "body", "error"), UNCLEAR)
def test_an_answer_without_sense_is_told_by_its_http_status(
    name: str, status: int, body: Any, error: type[Exception], provider: Provider
) -> None:
    provider.says(body, status)
    with pytest.raises((TryAgain, WillNotWork)) as raised:
        sender(name, provider.url).send(MESSAGE)
    assert type(raised.value) is error


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("body", "seconds"), [(HANG, IMPATIENT), (CUT, PATIENT)])
def test_a_message_whose_answer_was_lost_may_have_been_sent(
    name: str, body: str, seconds: Seconds, provider: Provider
) -> None:
    provider.says(body)
    with pytest.raises(AnswerLost):
        sender(name, provider.url, seconds).send(MESSAGE)


@pytest.mark.parametrize("name", NAMES)
def test_where_nothing_listens_nothing_was_sent(name: str, nobody: str) -> None:
    with pytest.raises(TryAgain) as raised:
        sender(name, nobody).send(MESSAGE)
    assert type(raised.value) is Away


@pytest.mark.parametrize("name", NAMES)
def test_the_gateway_says_how_long_to_wait(name: str, provider: Provider) -> None:
    provider.says(HTML, 503, retry_after="120")
    with pytest.raises(Away) as raised:
        sender(name, provider.url).send(MESSAGE)
    assert raised.value.after == timedelta(minutes=2)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "message",
    [
        Outgoing(to="", user_id="DINAS", body="Halo", reference="1"),
        Outgoing(to="+6281110000021 +6281110000022", body="Halo", reference="1"),  # Kannel would send two
        Outgoing(to="081110000021", body="Halo", reference="1"),
        Outgoing(to=NUMBER, body=" \n", reference="1"),  # Kannel would write a text of its own
    ],
)
def test_what_no_telephone_should_get_goes_nowhere(name: str, message: Outgoing, provider: Provider) -> None:
    with pytest.raises(WillNotWork):
        sender(name, provider.url).send(message)
    assert not provider.heard


@pytest.mark.parametrize("name", NAMES)
def test_neither_number_nor_key_nor_text_comes_into_the_log(
    name: str, provider: Provider, nobody: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    status, body, _ = ACCEPTED[name]
    provider.says(body, status)
    sender(name, provider.url).send(MESSAGE)
    with pytest.raises(Away) as raised:
        sender(name, nobody).send(MESSAGE)
    told = f"{caplog.text}{raised.value!r}{raised.value.__cause__!r}"
    assert not [secret for secret in (NUMBER.lstrip("+"), PASSWORD, KEY, "Permohonan") if secret in told]


@pytest.mark.parametrize(("name", "receipts"), [("kannel", True), ("form", True), ("json", False)])
def test_what_a_sender_says_of_itself(name: str, receipts: bool) -> None:
    made = sender(name, a_second=3)
    assert (made.is_simulated, made.gives_receipts, made.needs_forms) == (False, receipts, False)
    assert made.pace.a_second == 3
