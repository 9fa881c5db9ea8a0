"""Whatever bytes come in: what is not admitted is forged, what is not understood is said to be so, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from silastri.adapters.messaging.email import mark
from silastri.adapters.messaging.port import Delivery, Forged, NotUnderstood, Receipt
from tests.adapters.messaging.email import servers
from tests.adapters.messaging.sms import senders
from tests.campaign import campaign, tries

SMS = ("kannel", "form", "json")
NAMES = (*SMS, "smtp")
OURS = mark.mark("41", servers.KEY)
WORDS = [
    *"ref= kabar= dari= isi= huruf=UTF-16BE huruf=8-BIT jam= kunci= & % %FF %00 = + status message_id pengirim".split(),
    *'{" ": " [ ] } , 1e999 -1 99999999999999999999 null =?utf-8?q?= ?= =?x?b? ( < <! <![CDATA[ &#x110000; ; :'.split(),
    *(
        "From: a@contoh.test\n",
        "From: Mailer-Daemon@contoh.test\n",
        "To: ",
        "Date: ",
        "Fri, 20 Nov 2026 10:00:00 +0700",
    ),
    *("Content-Type: multipart/report; boundary=b\n", "Content-Type: message/delivery-status\n", "--b\n", "--b--"),
    *("Content-Type: text/html\n", "Content-Type: message/rfc822\n", "Content-Type: text/plain; charset="),
    *("charset*0*=utf-8''%", "Content-Disposition: attachment; ", "begin 644 x\n", "\n", "\n\n", " "),
    *("Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: uuencode\n", "Action: failed\n"),
    *("Status: 5.1.1\n", f"Message-ID: <{OURS}@contoh.test>\n", OURS, "\ud800", "é", "\0"),
]


def made(name: str) -> Any:
    return servers.sender(9) if name == "smtp" else senders.sender(name)


pieces = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=30).map("".join)
bodies = st.one_of(st.binary(max_size=300), pieces.map(lambda text: text.encode(errors="surrogatepass")))
kinds = st.sampled_from(["", "application/x-www-form-urlencoded", "application/json", "text/plain", "É"])
deliveries = st.builds(
    lambda body, query, method, kind: Delivery(body, query, method, {"content-type": kind} if kind else {}),
    bodies,
    pieces,
    st.sampled_from(["GET", "POST", "IMAP"]),
    kinds,
)


def only(act: Callable[[Delivery], Any], error: type[Exception], delivery: Delivery) -> Any:
    try:
        return act(delivery)
    except error:
        return None


@campaign
@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=tries(30, 5000), deadline=None)
@given(delivery=deliveries)
@example(delivery=Delivery(b"From: " + b"(" * 2000))
@example(delivery=Delivery(b"[" * 100_000))
@example(delivery=Delivery(b"", "&".join("a=1" for _ in range(200))))
def test_nothing_else_is_raised(name: str, delivery: Delivery) -> None:
    sender = made(name)
    assert only(sender.admit, Forged, delivery) is None
    for news in only(sender.understand, NotUnderstood, delivery) or []:
        for value in (getattr(news, name, "") for name in ("provider_id", "reference", "text", "user_id", "code")):
            assert "\0" not in value  # the database would refuse it
            value.encode()
        assert isinstance(news, Receipt) or len(news.provider_id) <= 200
