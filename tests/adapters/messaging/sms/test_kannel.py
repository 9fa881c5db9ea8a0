"""What Kannel is told, and what it tells: its reports of delivery and the SMS that people send."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from silastri.adapters.messaging.port import Delivery, Forged, Heard, Incoming, NotUnderstood, Outgoing, Receipt
from tests.adapters.messaging.conftest import Provider

from .senders import HOOK, KEY, MESSAGE, NUMBER, PASSWORD, sender

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
JAM = str(int(AT.timestamp()))


def asked(provider: Provider, message: Outgoing) -> dict[str, str]:
    provider.says(b"3: Queued for later delivery", 202)
    sender("kannel", provider.url).send(message)
    (heard,) = provider.heard
    assert (heard.method, heard.body) == ("GET", b"")
    parts = urlsplit(heard.path)
    assert parts.path == "/cgi-bin/sendsms"
    return {name: value for name, (value,) in parse_qs(parts.query, keep_blank_values=True).items()}


def test_a_plain_text_goes_in_seven_bits(provider: Provider) -> None:
    said = asked(provider, MESSAGE)
    report = said.pop("dlr-url")
    assert said == {
        "username": "silastri",
        "password": PASSWORD,
        "from": "DINAS",
        "to": NUMBER,
        "text": 'Permohonan "Surat" sudah diterima.',
        "charset": "UTF-8",
        "coding": "0",
        "dlr-mask": "31",
    }
    # Every % of ours is doubled, so that Kannel does not take "%B1" for its billing code and a 1.
    assert report == f"{HOOK}?ref=41&kunci=kunci+100%%25+uji%%2B&kabar=%d&jawaban=%A&jam=%T"


def test_a_rare_letter_makes_the_text_wide(provider: Provider) -> None:
    said = asked(provider, Outgoing(to=NUMBER, body="Surat “جاوي” & 1+1", reference="42"))
    assert (said["coding"], said["text"]) == ("2", 'Surat "جاوي" & 1+1')


def told(query: str, body: bytes = b"", method: str = "GET") -> Delivery:
    return Delivery(body, query=query, method=method)


def report(kind: int, words: str = "") -> Delivery:
    return told(f"ref=41&kunci={quote(KEY)}&kabar={kind}&jawaban={quote(words)}&jam={JAM}")


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        (1, "", [Receipt(Heard.DELIVERED, AT, reference="41")]),
        (8, "ACK/", [Receipt(Heard.SENT, AT, reference="41")]),
        (4, "", []),
        (2, "id:1 sub:001 dlvrd:000 stat:UNDELIV err:011 text:", ("011", False)),
        (2, "id:1 stat:EXPIRED err:000 text:", ("000", True)),  # the telephone was off for days
        (34, "", ("34", True)),
        (66, "", ("66", False)),
        (16, "NACK/0x0000000b/Invalid Destination Address", ("0x0000000b", False)),
        (16, "NACK/", ("16", False)),
    ],
)
def test_reports(kind: int, words: str, found: list[Receipt] | tuple[str, bool]) -> None:
    understood = sender("kannel").understand(report(kind, words))
    if isinstance(found, list):
        assert understood == found
        return
    (receipt,) = understood
    assert (receipt.heard, receipt.reference, receipt.at) == (Heard.FAILED, "41", AT)
    assert (receipt.code, receipt.is_temporary) == found
    assert receipt.why == "Operator telepon tidak dapat mengantar SMS ini."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            f"id=9b2f&dari=%2B6281110000021&isi=Terima+kasih+%C3%A9&huruf=UTF-8&jam={JAM}",
            Incoming("9b2f", "Terima kasih é", AT, number=NUMBER),
        ),
        ("id=9b2f&dari=081110000021&isi=ya", Incoming("9b2f", "ya", number=NUMBER)),
        ("id=9b2f&dari=6281110000021&isi=%00H%00a+%1C&huruf=UTF-16BE", Incoming("9b2f", "Ha“", number=NUMBER)),
        ("id=9b2f&dari=TELKOM&isi=Promo", Incoming("9b2f", "Promo", user_id="TELKOM")),
        ("id=9b2f&dari=3636&isi=Promo", Incoming("9b2f", "Promo", user_id="3636")),
        ("id=9b2f&dari=00000000000&isi=x", Incoming("9b2f", "x", user_id="00000000000")),
        ("id=9b2f&dari=3636&isi=%01%02&huruf=8-BIT", Incoming("9b2f", "", user_id="3636", kind="data")),
        ("dari=3636&isi=%FF%FE%00a&jam=99999999999999999", Incoming("", "\ufffd\ufffda", user_id="3636")),
    ],
)
def test_sms_of_people(query: str, found: Incoming) -> None:
    assert sender("kannel").understand(told(query)) == [found]


@pytest.mark.parametrize("query", ["", "ref=41", "ref=41&kabar=", "ref=41&kabar=-1", "ref=41&kabar=1e1", "isi=x"])
def test_what_is_neither_is_not_understood(query: str) -> None:
    with pytest.raises(NotUnderstood):
        sender("kannel").understand(told(query))


@pytest.mark.parametrize("name", ["kannel", "form"])
def test_only_who_knows_the_key_comes_in(name: str) -> None:
    made, key = sender(name), quote(KEY, safe="")
    assert made.admit(told(f"kunci={key}&ref=1")) == ""
    assert made.admit(told(f"kunci={key}", b'{"a": 1}', "POST")) == ""
    assert made.admit(told("", f"ref=1&kunci={key}".encode(), "POST")) == ""
    for query, body in [
        ("", b""),
        ("kunci=", b""),
        ("kunci=salah", f"kunci={key}".encode()),
        (f"kunci={key}x", b""),
        (f"kunci={KEY}", b""),  # not encoded: its "+" is a blank
        (f"Kunci={key}", b""),
        ("&".join(f"a{n}=1" for n in range(200)) + f"&kunci={key}", b""),
    ]:
        with pytest.raises(Forged):
            made.admit(told(query, body, "POST"))


def test_without_a_key_nobody_comes_in() -> None:
    made = sender("json")
    for query in ("", "kunci=", "kunci=x"):
        with pytest.raises(Forged):
            made.admit(told(query))
