"""A small mail server (RFC 5321) that takes every message and delivers none."""

import contextlib
import re
import socket
import socketserver
import threading
import uuid
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

from .desk import Desk
from .fate import Fate
from .kept import Sent

CHANNEL = "email"
_LARGEST = 25 * 1024 * 1024
_LONGEST_LINE = 8192
_PATIENCE = 300.0  # seconds
_ADDRESS = re.compile(r"(?:FROM|TO):\s*<([^<>\s]*)>", re.IGNORECASE)
_REFUSALS = {
    Fate.PERMANENT: "550 5.1.1 No such mailbox (SIMULASI)",
    Fate.TOO_MANY: "450 4.7.1 Too many messages, try later (SIMULASI)",
    Fate.TOO_OFTEN: "450 4.7.1 Too many messages for this mailbox, try later (SIMULASI)",
}
_TEMPORARY = "451 4.3.0 Try again later (SIMULASI)"


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, address: str, port: int, desk: Desk, stopping: threading.Event) -> None:
        super().__init__((address, port), partial(_Session, desk, stopping))
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that goes away in the middle is often wanted here."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Session(socketserver.StreamRequestHandler):
    timeout = _PATIENCE

    def __init__(self, desk: Desk, stopping: threading.Event, *args: object) -> None:
        self._desk, self._stopping = desk, stopping
        self._from: str | None = None
        self._to: list[str] = []
        self._over = False
        super().__init__(*args)  # type: ignore[arg-type]

    def handle(self) -> None:
        if self._desk.place.behaviour.down:
            self._say("421 4.3.2 Not available (SIMULASI)")
            return
        self._say("220 gerbang.contoh ESMTP SIMULASI, tidak ada pesan yang dikirim")
        while not self._over:
            line = self.rfile.readline(_LONGEST_LINE)
            if not line:
                return
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            answer = getattr(self, f"_{verb.lower()}", None) if verb.isalpha() and len(verb) == 4 else None
            self._say(answer(rest) if answer else "502 5.5.2 Command not recognised")

    def _ehlo(self, rest: str) -> str:
        return f"250-gerbang.contoh\r\n250-SIZE {_LARGEST}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 AUTH PLAIN LOGIN"

    def _helo(self, rest: str) -> str:
        return "250 gerbang.contoh"

    def _auth(self, rest: str) -> str:
        """Takes any name and password: they open nothing here."""
        kind, _, first = rest.partition(" ")
        asked = {"PLAIN": [""], "LOGIN": ["VXNlcm5hbWU6", "UGFzc3dvcmQ6"]}.get(kind.upper())
        if asked is None:
            return "504 5.5.4 Unknown mechanism"
        for question in asked[1:] if first and kind.upper() == "LOGIN" else [] if first else asked:
            self._say(f"334 {question}")
            self.rfile.readline(_LONGEST_LINE)
        return "235 2.7.0 Accepted"

    def _mail(self, rest: str) -> str:
        found = _ADDRESS.match(rest)
        if not found:
            return "501 5.5.4 MAIL FROM:<address>"
        self._from, self._to = found[1], []
        return "250 2.1.0 Ok"

    def _rcpt(self, rest: str) -> str:
        found = _ADDRESS.match(rest)
        if self._from is None:
            return "503 5.5.1 MAIL first"
        if not found or "@" not in found[1]:
            return "501 5.1.3 RCPT TO:<address>"
        self._to.append(found[1])
        return "250 2.1.5 Ok"

    def _data(self, rest: str) -> str:
        if not self._to:
            return "503 5.5.1 RCPT first"
        self._say("354 End data with <CR><LF>.<CR><LF>")
        content = self._content()
        receivers, self._from, self._to = self._to, None, []
        if content is None:
            return "552 5.3.4 Too large"
        return self._taken(message_from_bytes(content, policy=policy.default), receivers)

    def _rset(self, rest: str) -> str:
        self._from, self._to = None, []
        return "250 2.0.0 Ok"

    def _noop(self, rest: str) -> str:
        return "250 2.0.0 Ok"

    def _vrfy(self, rest: str) -> str:
        return "252 2.1.5 Perhaps"

    def _quit(self, rest: str) -> str:
        self._over = True
        return "221 2.0.0 Selesai (SIMULASI)"

    def _content(self) -> bytes | None:
        """The lines up to the dot alone; None when they are too many."""
        lines: list[bytes] = []
        size = 0
        while (line := self.rfile.readline(_LONGEST_LINE)) and line != b".\r\n":
            size += len(line)
            if size <= _LARGEST:
                lines.append(line[1:] if line.startswith(b".") else line)
        if not line:
            raise ConnectionResetError
        return b"".join(lines) if size <= _LARGEST else None

    def _taken(self, message: EmailMessage, receivers: list[str]) -> str:
        sent = _sent(message, receivers)
        verdict = self._desk.judged(sent)
        self._stopping.wait(verdict.behaviour.delay)
        if verdict.fate is Fate.DROPPED:
            return self._cut()
        if not verdict.is_kept:
            return _REFUSALS.get(verdict.fate, _TEMPORARY)
        one_id = uuid.uuid4().hex[:12]
        self._desk.kept(sent, verdict, one_id)
        if verdict.fate is Fate.HANGS:
            self._stopping.wait(_PATIENCE)
        return f"250 2.0.0 Accepted as {one_id} (SIMULASI)" if verdict.fate is Fate.ACCEPTED else self._cut()

    def _cut(self) -> str:
        self._over = True
        return ""

    def _say(self, answer: str) -> None:
        if answer:
            self.wfile.write(answer.encode() + b"\r\n")

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _sent(message: EmailMessage, receivers: list[str]) -> Sent:
    named = str(message.get("Message-ID", "")).strip().strip("<>")
    part = message.get_body(("plain", "html"))
    text = part.get_content() if part is not None else ""
    return Sent(
        CHANNEL,
        ", ".join(receivers),
        str(text).replace("\r\n", "\n"),
        named.partition("@")[0],
        subject=str(message["Subject"] or ""),
    )
