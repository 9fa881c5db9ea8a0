"""A tiny mail server that answers as a test tells it, and the sender that speaks to it."""

import socketserver
import threading
from email.headerregistry import Address
from typing import Any

from silastri.adapters.messaging.email.smtp import Smtp
from silastri.adapters.messaging.port import Outgoing

CUT = "cut"  # the connection breaks instead of an answer
KEY = b"k" * 32
SENDER = Address("Dinas Contoh, Kabupaten", "layanan", "contoh.test")
RECEIVER = "warga.contoh@contoh.test"
MESSAGE = Outgoing(to=RECEIVER, body="Halo,\n.titik\nSurat “é” selesai.", reference="41", subject="Kabar permohonan")
_ANSWERS = {
    "": "220 contoh ESMTP",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 Go on",
    ".": "250 2.0.0 Queued as 1",
}
_ANSWERS |= {"EHLO": "250-contoh\n250-8BITMIME\n250 AUTH PLAIN", "AUTH": "235 Welcome", "QUIT": "221 Bye"}


class MailServer:
    """Speaks SMTP in the open. ``answers`` says what it answers to a word; "." is the end of a mail."""

    def __init__(self, **answers: str) -> None:
        self.answers = _ANSWERS | {{"greeting": "", "end": "."}.get(word, word): said for word, said in answers.items()}
        self.heard: list[str] = []
        self.mail = b""
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                goes_on = self.says("")
                while goes_on and (line := self.rfile.readline()):
                    outer.heard.append(line.decode().strip())
                    word = line.decode().split()[0].upper()
                    goes_on = self.says(word) and word != "QUIT"
                    if goes_on and word == "DATA" and outer.answers["DATA"].startswith("354"):
                        lines = []
                        while (line := self.rfile.readline()) not in (b".\r\n", b""):
                            lines.append(line)
                        outer.mail = b"".join(lines)
                        goes_on = self.says(".")

            def says(self, word: str) -> bool:
                said = outer.answers.get(word, "502 What?")
                if said != CUT:
                    self.wfile.write(said.replace("\n", "\r\n").encode() + b"\r\n")
                return said != CUT

        return Handler


def sender(port: int, **more: Any) -> Smtp:
    line = {"host": "127.0.0.1", "port": port, "tls": "none"} | more.pop("line", {})
    return Smtp(**({"line": line, "sender": SENDER, "key": KEY} | more))
