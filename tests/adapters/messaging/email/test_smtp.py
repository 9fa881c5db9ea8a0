"""What the sender of e-mail promises: what leaves, and the error that says what to do when it does not."""

import email
import email.policy
from email.message import EmailMessage

import pytest

from silastri.adapters.messaging.email import mark
from silastri.adapters.messaging.port import AnswerLost, Away, Barred, Delivery, Forged, Outgoing, TryAgain, WillNotWork

from .servers import CUT, KEY, MESSAGE, RECEIVER, SENDER, MailServer, sender

USER = {"user": "layanan", "password": "sandi kotak uji"}
OURS = mark.mark("41", KEY)


def sent(
    message: Outgoing = MESSAGE, server: MailServer | None = None, **more: object
) -> tuple[EmailMessage, list[str]]:
    with server or MailServer() as server:
        assert sender(server.port, **more).send(message) == mark.mark(message.reference, KEY)
        raw = server.mail.replace(b"\r\n..", b"\r\n.")
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        return mail, server.heard


def test_a_mail_says_who_writes_and_what() -> None:
    mail, heard = sent(answer_to="tanya@contoh.test")
    assert heard[0] == "ehlo contoh.test"
    assert heard[1:4] == ["mail FROM:<layanan@contoh.test>", f"rcpt TO:<{RECEIVER}>", "DATA"]
    assert mail["From"] == '"Dinas Contoh, Kabupaten" <layanan@contoh.test>'
    assert (mail["To"], mail["Subject"], mail["Reply-To"]) == (RECEIVER, "Kabar permohonan", "tanya@contoh.test")
    assert mail["Message-ID"] == f"<{OURS}@contoh.test>"
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert mail["Date"].datetime
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().splitlines() == ["Halo,", ".titik", "Surat “é” selesai."]


def test_nothing_in_a_message_becomes_a_header_or_an_order() -> None:
    hostile = "Kabar\r\nBcc: semua@contoh.test\n\nRCPT TO:<lain@contoh.test>\r\n.\r\nQUIT\u2028\x00\ud800"
    mail, heard = sent(Outgoing(to=RECEIVER, body=hostile, reference="41", subject=hostile))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Kabar Bcc: semua@contoh.test RCPT TO:<lain@contoh.test> . QUIT"
    assert mail.get_content().splitlines()[:5] == [
        "Kabar",
        "Bcc: semua@contoh.test",
        "",
        "RCPT TO:<lain@contoh.test>",
        ".",
    ]
    assert len([one for one in heard if one.lower().startswith("rcpt")]) == 1


def test_a_mail_without_a_subject_begins_with_its_words() -> None:
    mail, _ = sent(Outgoing(to="", user_id=RECEIVER, body="Halo Warga\nKabar", reference="7"))
    assert (mail["To"], mail["Subject"]) == (RECEIVER, "Halo Warga Kabar")


def test_a_returned_mail_comes_to_an_address_of_its_own() -> None:
    knows = MailServer(EHLO="250-contoh\n250 DSN")
    _, heard = sent(server=knows, returns="pantulan+@contoh.test")
    assert heard[1] == f"mail FROM:<pantulan+{OURS}@contoh.test> RET=HDRS ENVID={OURS}"
    assert heard[2] == f"rcpt TO:<{RECEIVER}> NOTIFY=FAILURE,DELAY"


@pytest.mark.parametrize(
    ("answers", "error", "code"),
    [
        ({"greeting": "554 No service"}, Away, "connect"),
        ({"greeting": CUT}, Away, "connect"),
        ({"greeting": "421 Too many"}, Away, "connect"),
        ({"EHLO": CUT}, Away, "connect"),
        ({"AUTH": "535 5.7.8 Bad password"}, Barred, "5.7.8"),
        ({"AUTH": "454 4.7.0 Later"}, TryAgain, "4.7.0"),
        ({"EHLO": "250 contoh"}, Barred, "tls"),  # nobody can sign in there
        ({"EHLO": "250-contoh\n250 AUTH GSSAPI"}, Barred, "auth"),
        ({"MAIL": "550 5.7.1 Not your address"}, Barred, "5.7.1"),
        ({"MAIL": "451 Greylisted"}, TryAgain, "451"),
        ({"MAIL": "421 4.3.2 Closing"}, Away, "4.3.2"),
        ({"RCPT": "550 5.1.1 User unknown"}, WillNotWork, "5.1.1"),
        ({"RCPT": "553 no"}, WillNotWork, "553"),
        ({"RCPT": "450 4.2.0 Greylisted"}, TryAgain, "4.2.0"),
        ({"RCPT": CUT}, Away, "connect"),
        ({"DATA": "554 No valid recipients"}, WillNotWork, "554"),
        ({"DATA": CUT}, Away, "connect"),
        ({"end": "552 5.3.4 Too big"}, WillNotWork, "5.3.4"),
        ({"end": "452 4.3.1 Full"}, TryAgain, "4.3.1"),
        ({"end": "421 4.3.0 Down"}, Away, "4.3.0"),
        ({"end": CUT}, AnswerLost, "answer"),
        ({"end": "gibberish"}, AnswerLost, "answer"),
    ],
)
def test_what_is_refused_says_whether_trying_again_helps(
    answers: dict[str, str], error: type[Exception], code: str
) -> None:
    with MailServer(**answers) as server, pytest.raises((TryAgain, WillNotWork)) as raised:
        sender(server.port, line=USER).send(MESSAGE)
    assert (type(raised.value), raised.value.code) == (error, code)
    assert str(raised.value)[0].isupper()
    assert USER["password"] not in f"{raised.value!r}{raised.value.__cause__!r}"


def test_a_server_that_takes_leave_badly_has_the_mail_all_the_same() -> None:
    sent(server=MailServer(QUIT=CUT))
    sent(server=MailServer(QUIT="500 No"))


def test_a_password_does_not_go_where_tls_was_wanted_and_is_not_there() -> None:
    with MailServer() as server, pytest.raises(Barred):
        sender(server.port, line=USER | {"tls": "starttls"}).send(MESSAGE)
    assert not any("AUTH" in heard.upper() for heard in server.heard)
    with MailServer() as server, pytest.raises(TryAgain):
        sender(server.port, line=USER | {"tls": "tls"}).send(MESSAGE)
    assert not any("AUTH" in heard.upper() for heard in server.heard)


def test_where_nothing_listens_nothing_was_sent(nobody: str) -> None:
    with pytest.raises(Away):
        sender(int(nobody.rpartition(":")[2])).send(MESSAGE)


@pytest.mark.parametrize("password", ["sandi é", "x"])
def test_a_password_that_cannot_be_said_is_barred(password: str) -> None:
    with MailServer(AUTH="535 no") as server, pytest.raises(Barred):
        sender(server.port, line=USER | {"password": password}).send(MESSAGE)


@pytest.mark.parametrize(
    "to",
    [
        "",
        "warga",
        "@contoh.test",
        "a@b",
        "a@contoh.test\r\nRCPT TO:<b@contoh.test>",
        "a@contoh.test, b@contoh.test",
        "<a@contoh.test>",
        "a b@contoh.test",
        "a..b@contoh.test",
        "é@contoh.test",
        "a@" + "b" * 64 + ".test",
        "a" * 65 + "@contoh.test",
    ],
)
def test_what_is_no_address_gets_nothing(to: str) -> None:
    with MailServer() as server, pytest.raises(WillNotWork):
        sender(server.port).send(Outgoing(to=to, body="Halo", reference="1"))
    assert not server.heard


def test_a_reference_must_survive_any_server() -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        sender(9).send(Outgoing(to=RECEIVER, body="Halo", reference="A b"))


def test_nobody_may_bring_mail_by_the_web() -> None:
    made = sender(9)
    with pytest.raises(Forged):
        made.admit(Delivery(b"From: a@contoh.test\n\nya"))
    assert (made.is_simulated, made.gives_receipts, made.needs_forms) == (False, False, False)
    assert made.collect() == ()
    made.collected(["1.1"])
    assert SENDER.addr_spec not in made.collect()
