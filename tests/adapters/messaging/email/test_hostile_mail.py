"""Whoever knows the office's mailbox writes what he likes into it: each mail ends in news, or is not understood."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from silastri.adapters.messaging.port import NotUnderstood
from tests.adapters.messaging.test_hostile import within_bounds
from tests.campaign import tries

from .test_bounces import MIXED, OURS, PERSON, PLAIN, dsn, understood

SAMPLES = [
    dsn("failed", "5.1.1"),
    dsn("delayed", "4.2.2", envelope=OURS),
    f"{PLAIN}\n\nIya, sudah.\n\nPada Jumat menulis:\n> lama\n",
    f"{PERSON}Content-Type: text/html\n\n<p>Iya</p><blockquote>lama</blockquote>",
    f"{MIXED}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSXlh\n--b--\n",
]
HEADERS = ["From", "To", "Date", "Message-ID", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition"]
HEADERS += ["Auto-Submitted", "Precedence", "Return-Path", "In-Reply-To", "Original-Envelope-Id", "Action", "Status"]
VALUES = [
    "=?utf-8?b?/////w==?=",
    "=?utf-16?q?=00?=",
    "=?bom?x?a?=",
    "multipart/mixed; boundary=",
    'multipart/mixed; boundary="b"',
    "multipart/report; report-type=delivery-status; boundary=b",
    "message/rfc822",
    "message/delivery-status",
    "text/plain; charset=undefined",
    "text/plain; charset*0*=utf-8''%ff; charset*1=x",
    "text/html; charset=unicode_escape",
    "text/plain; charset=\0",
    "base64",
    "uuencode",
    "x-uue",
    "quoted-printable",
    "Fri, 99 Nov 99999 25:61:61 +9999",
    "Fri, 20 Nov 0000 00:00:00 -2400",
    "(" * 900,
    "<" * 900 + ">",
    '"' * 900,
    "a@" * 900,
    "warga@[127.0.0.1]",
    "<>",
    ";" * 900,
]
BODIES = [
    "--b\n" * 200,
    "--b--",
    "begin 666 a\nM" + "`" * 200 + "\nend",
    "=" * 900,
    "<" * 900,
    "<!" * 300,
    "<![x[" * 300,
]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(VALUES)
LINES = st.tuples(st.sampled_from(HEADERS), TEXT).map(": ".join)


@settings(max_examples=tries(100, 5000), deadline=None)
@given(head=st.lists(LINES, max_size=8), parts=st.lists(st.lists(LINES, max_size=4), max_size=4), data=st.data())
def test_any_head_and_parts(head: list[str], parts: list[list[str]], data: st.DataObject) -> None:
    body = "".join("\n".join(["", "--b", *part, "", data.draw(TEXT | st.sampled_from(BODIES)), ""]) for part in parts)
    understand("\n".join([*head, "", body]))


@settings(max_examples=tries(100, 5000), deadline=None)
@given(sample=st.sampled_from(SAMPLES), data=st.data())
def test_a_known_mail_with_anything_in_a_line(sample: str, data: st.DataObject) -> None:
    lines = sample.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(LINES | TEXT | st.sampled_from(BODIES))
    understand("\n".join(lines))


@settings(max_examples=tries(60, 3000), deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes(raw: bytes) -> None:
    understand(raw)


def test_a_mail_within_mails() -> None:
    """Deeper than Python calls functions within functions."""
    nested = "Content-Type: message/rfc822\n\n" * 3000
    understand(f"{PERSON}{nested}\n\nhalo")


def understand(raw: str | bytes) -> None:
    with suppress(NotUnderstood):
        within_bounds(understood(raw))
