"""What every sender for WhatsApp promises, over real HTTP: an id, or the error that says what to do."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from silastri.adapters.messaging.http import Seconds
from silastri.adapters.messaging.port import AnswerLost, Away, Barred, Outgoing, TryAgain, WillNotWork

from .conftest import CUT, HANG, Provider
from .whatsapp import ACCEPTED, HOOK_KEY, IMPATIENT, MESSAGE, NUMBER, PATIENT, SENDERS, TOKEN, refused_by_meta, sender

NAMES = sorted(SENDERS)
HTML = b"<html><body>Gateway</body></html>"
STOPPED = {
    "error": "Session status is not as expected. Try again later or restart the session",
    "session": "default",
    "status": "SCAN_QR_CODE",
    "expected": ["WORKING"],
}
INVALID_CHAT = {"statusCode": 500, "timestamp": "2026-11-20T03:00:00.000Z", "exception": {"message": "No LID for user"}}

REFUSED: list[tuple[str, int, Any, type[Exception]]] = [
    ("cloud", 429, refused_by_meta(130429), Away),
    ("cloud", 500, refused_by_meta(131000), TryAgain),
    ("cloud", 401, refused_by_meta(190, error_subcode=463), Barred),
    ("cloud", 400, refused_by_meta(131026), WillNotWork),
    ("cloud", 200, refused_by_meta(131026), WillNotWork),  # an error inside what says that all is well
    ("cloud", 400, refused_by_meta(999999), TryAgain),  # a code that Meta has not had so far
    ("cloud", 400, refused_by_meta(100, error_subcode=33), Barred),  # the id of the number is wrong
    ("fonnte", 200, {"status": False, "reason": "request timeout"}, Away),
    ("fonnte", 200, {"status": False, "reason": "something new"}, TryAgain),
    ("fonnte", 200, {"Status": False, "reason": "token invalid"}, Barred),  # with a capital, as it comes
    (
        "fonnte",
        200,
        {"status": False, "reason": "request invalid on disconnected device", "requestid": 331477110},
        Barred,
    ),
    ("fonnte", 200, {"status": False, "reason": "insufficient quota"}, Barred),
    ("fonnte", 200, {"status": False, "reason": "target invalid"}, WillNotWork),
    ("fonnte", 200, {"status": False, "reason": "input invalid"}, WillNotWork),
    ("waha", 422, STOPPED | {"status": "STARTING"}, Away),
    ("waha", 422, STOPPED, Barred),
    ("waha", 422, STOPPED | {"status": "FAILED"}, Barred),
    ("waha", 401, {"message": "Unauthorized", "statusCode": 401}, Barred),
    ("waha", 500, INVALID_CHAT, WillNotWork),
    ("waha", 500, INVALID_CHAT | {"exception": {"message": "server returned error 463"}}, Away),
    ("waha", 400, {"statusCode": 400, "message": ["chatId should not be empty"], "error": "Bad Request"}, WillNotWork),
]
UNCLEAR: list[tuple[int, Any, type[Exception]]] = [
    (200, {}, AnswerLost),
    (200, [], AnswerLost),
    (200, HTML, AnswerLost),
    (200, b"", AnswerLost),
    (200, {"messages": [{}], "status": True, "id": []}, AnswerLost),
    (200, {"messages": "x", "id": {"id": []}, "error": "x", "status": "x"}, AnswerLost),
    (302, HTML, Barred),
    (401, HTML, Barred),
    (404, HTML, Barred),
    (400, HTML, WillNotWork),
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
    assert raised.value.code
    assert str(raised.value)[0].isupper()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("status", "body", "error"), UNCLEAR)
def test_an_answer_without_sense_is_told_by_its_http_status(
    name: str, status: int, body: Any, error: type[Exception], provider: Provider
) -> None:
    """Where all seems well but there is no id, the message may have gone out."""
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
@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "wa.kantor.example", ""])
def test_an_address_that_is_none_is_for_somebody_to_mend(name: str, url: str) -> None:
    with pytest.raises(Barred):
        sender(name, url).send(MESSAGE)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("token", [f"\u201c{TOKEN}\u201d", f"{TOKEN}\n", f"{TOKEN}\0"])
def test_a_key_that_cannot_be_sent_is_told_to_nobody(name: str, token: str, provider: Provider) -> None:
    made, options = SENDERS[name]
    with pytest.raises(Barred) as raised:
        made(url=provider.url, **options | {"token": token}).send(MESSAGE)
    assert TOKEN not in f"{raised.value!r}{raised.value.__cause__!r}"
    assert not provider.heard


@pytest.mark.parametrize("name", NAMES)
def test_the_provider_says_how_long_to_wait(name: str, provider: Provider) -> None:
    provider.says(HTML, 503, retry_after="120")
    with pytest.raises(Away) as raised:
        sender(name, provider.url).send(MESSAGE)
    assert raised.value.after == timedelta(minutes=2)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("user_id", ["", "somebody", "12345"])
def test_a_message_for_nobody_goes_nowhere(name: str, user_id: str, provider: Provider) -> None:
    with pytest.raises(WillNotWork):
        sender(name, provider.url).send(Outgoing(to="", user_id=user_id, body="Halo", reference="1"))
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
    assert not [secret for secret in (NUMBER.lstrip("+"), TOKEN, HOOK_KEY, MESSAGE.body) if secret in told]


@pytest.mark.parametrize("name", NAMES)
def test_only_the_official_way_needs_texts_that_were_approved(name: str) -> None:
    made = sender(name)
    assert made.needs_forms is (name == "cloud")
    assert made.gives_receipts
    assert not made.is_simulated
