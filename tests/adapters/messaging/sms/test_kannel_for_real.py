"""Debian's Kannel with its fake centre of SMS: what we send arrives there, and what it tells comes back.

It runs with the configuration that the guide gives.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus, unquote_to_bytes

import pytest

from silastri.adapters.messaging.port import (
    Barred,
    Delivery,
    Heard,
    Incoming,
    Outgoing,
    Receipt,
    TemplateNews,
    WillNotWork,
)
from silastri.adapters.messaging.sms.kannel import Kannel
from tests.adapters.messaging.conftest import Provider
from tests.adapters.messaging.started import free_port, listens, running, until

from .senders import KEY, NUMBER, PASSWORD, sender

BEARERBOX, SMSBOX = (shutil.which(name, path="/usr/sbin:/usr/local/sbin") or "" for name in ("bearerbox", "smsbox"))
FAKE_CENTRE = Path("/usr/lib/kannel/test/fakesmsc")
NOWHERE = "+6281110000029"  # a number to which this Kannel has no way
pytestmark = pytest.mark.skipif(
    not (BEARERBOX and SMSBOX and FAKE_CENTRE.exists()), reason="kannel and kannel-extras are not installed"
)
GUIDE = Path(__file__).parents[4] / "docs/how-to/sms-and-email.md"
# What the guide does not say: the ports of a test, and a centre of SMS that only plays one.
CENTRE = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {admin}
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1

group = smsc
smsc = fake
smsc-id = contoh
port = {centre}
our-host = 127.0.0.1
connect-allow-ip = 127.0.0.1
denied-prefix = {nowhere}

"""


@dataclass
class Gateway:
    url: str
    we: Provider  # who Kannel calls
    centre: subprocess.Popen[bytes]
    log: Path

    @property
    def hook(self) -> str:
        return f"{self.we.url}/kait/sms/"

    def sender(self, **more: str) -> Kannel:
        made: Kannel = sender("kannel", self.url, call_back=self.hook, **more)
        return made

    def arrived(self) -> list[str]:
        """What the centre of SMS got, as it writes it down: sender, receiver, kind, words."""
        return re.findall(r"Got message \d+: <(.*)>", self.log.read_text(errors="replace"))

    def told(self, reference: str) -> list[Receipt | Incoming | TemplateNews]:
        made, found = sender("kannel"), []
        for heard in list(self.we.heard):
            delivery = Delivery(heard.body, heard.path.partition("?")[2], heard.method, heard.headers)
            assert made.admit(delivery) == ""
            found += made.understand(delivery)
        return [one for one in found if reference in (getattr(one, "reference", ""), getattr(one, "text", ""))]


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    folder, we = tmp_path_factory.mktemp("kannel"), Provider()
    we.says(b"")
    ports = {name: free_port() for name in ("admin", "boxes", "centre", "sendsms")}
    boxes = GUIDE.read_text().split("```\n")[1]
    for said, meant in {
        "PASSWORD": PASSWORD,
        "KEY": quote_plus(KEY).replace("%", "%%"),
        "13013": str(ports["sendsms"]),
        "https://layanan.example.go.id": we.url,
    }.items():
        assert said in boxes
        boxes = boxes.replace(said, meant)
    (folder / "kannel.conf").write_text(CENTRE.format(**ports, nowhere=NOWHERE) + boxes)
    with ExitStack() as stack:
        stack.callback(we.stop)
        stack.enter_context(running([BEARERBOX, "kannel.conf"], folder))
        until(lambda: listens(ports["boxes"]))
        stack.enter_context(running([SMSBOX, "kannel.conf"], folder))
        until(lambda: listens(ports["sendsms"]))
        until(lambda: listens(ports["centre"]))
        call = [FAKE_CENTRE, "-H", "127.0.0.1", "-r", str(ports["centre"]), "-i", "0.01"]
        centre = stack.enter_context(running(call, folder, stdin=subprocess.PIPE))
        yield Gateway(f"http://127.0.0.1:{ports['sendsms']}", we, centre, folder / "fakesmsc.log")


def test_an_sms_arrives_and_its_reports_come_back(gateway: Gateway) -> None:
    message = Outgoing(to=NUMBER, body="Surat {Anda} selesai. Biaya 0 €", reference="901")
    assert gateway.sender().send(message) == "kannel-901"
    assert until(gateway.arrived)[-1] == f"DINAS {NUMBER} text Surat {{Anda}} selesai. Biaya 0 €"
    heard = until(lambda: found if len(found := gateway.told("901")) == 2 else [])
    # Its own calls come in any order, so one that says less may come after one that says more.
    assert {one.heard for one in heard} == {Heard.SENT, Heard.DELIVERED}
    assert all(one.at for one in heard)


def test_a_long_text_with_rare_letters_is_cut_and_comes_whole(gateway: Gateway) -> None:
    body = "Surat جاوي " * 12
    gateway.sender().send(Outgoing(to=NUMBER, body=body, reference="902"))
    parts = until(lambda: found if len(found := [one for one in gateway.arrived() if " udh " in one]) == 2 else [])
    words = b"".join(unquote_to_bytes(one.partition(" data ")[2].replace("+", " ")) for one in parts)
    assert words.decode("utf-16-be") == body
    assert until(lambda: gateway.told("902"))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (f"{NUMBER} 3636 text Terima kasih é", "Terima kasih é"),
        ("081110000021 3636 ucs2 %06,%06'%06H%06J", "جاوي"),
    ],
)
def test_what_a_person_sends_comes_to_us_and_is_not_answered(gateway: Gateway, line: str, text: str) -> None:
    before = len(gateway.arrived())
    assert gateway.centre.stdin
    gateway.centre.stdin.write(line.encode() + b"\n")
    gateway.centre.stdin.flush()
    (found,) = until(lambda: gateway.told(text))
    assert isinstance(found, Incoming)
    assert (found.number, found.kind, len(found.provider_id)) == (NUMBER, "text", 36)
    assert len(gateway.arrived()) == before


def test_refusals_of_a_real_kannel_are_understood(gateway: Gateway) -> None:
    with pytest.raises(Barred):
        gateway.sender(password="salah").send(Outgoing(to=NUMBER, body="Halo", reference="903"))
    with pytest.raises(Barred):
        gateway.sender(sender="").send(Outgoing(to=NUMBER, body="Halo", reference="903"))
    with pytest.raises(WillNotWork):
        gateway.sender().send(Outgoing(to=NOWHERE, body="Halo", reference="903"))
