"""E-mail by the office's mail server: SMTP to send, IMAP to fetch what came back."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from typing import Any

from silastri.adapters.messaging.port import (
    AnswerLost,
    Away,
    Barred,
    Delivery,
    Forged,
    Incoming,
    Outgoing,
    Pace,
    Receipt,
    TemplateNews,
    TryAgain,
    WillNotWork,
)

from . import bounces, letter, meanings
from .box import Box
from .line import SECONDS, Line
from .mark import mark

_GO_ON, _CLOSING = 354, 421
_LONGEST_WORDS = 200
_NOT_REACHED = "Server pos-el kantor tidak dapat dihubungi."
_NOT_ANSWERED = "Server pos-el kantor tidak menjawab setelah menerima pesan. Pesan mungkin sudah terkirim."
_NOT_LET_IN = "Server pos-el kantor tidak menerima pengaturan SILASTRI."


class Smtp:
    is_simulated = False
    gives_receipts = False  # only news of mail that did not arrive
    needs_forms = False

    def __init__(
        self,
        *,
        line: Mapping[str, Any],
        sender: Address,
        key: bytes,
        answer_to: str = "",
        returns: str = "",
        box: Mapping[str, Any] | None = None,
        folder: str = "INBOX",
        a_second: int = 5,
    ) -> None:
        """``returns``: the address for mail that cannot be delivered; with "+@" in it, each message has its own, with
        its mark in between. ``key`` seals the marks. ``line`` and ``box`` hold the fields of a ``Line``."""
        self._line, self._sender, self._key, self._answer_to = Line(**line), sender, key, answer_to
        self._returns = returns or sender.addr_spec
        self._box = Box(Line(**box), folder) if box else None
        self.pace = Pace(a_second=a_second)

    def send(self, message: Outgoing) -> str:
        to, ours = letter.receiver(message), mark(message.reference, self._key)
        mail = letter.written(message, to=to, sender=self._sender, answer_to=self._answer_to, mark=ours)
        with _connected(self._line, self._sender.domain) as server:
            _envelope(server, self._returns.replace("+@", f"+{ours}@"), to, ours)
            _hand_over(server, mail)
        return ours

    def admit(self, delivery: Delivery) -> str:
        """Nobody calls us for e-mail: mail is fetched, from a server that we know."""
        raise Forged("no mail comes by a call")

    def understand(self, delivery: Delivery) -> list[Receipt | Incoming | TemplateNews]:
        return [*bounces.understand(delivery.body, self._key, ours=frozenset([self._sender.addr_spec.lower()]))]

    def collect(self) -> Sequence[tuple[str, Delivery]]:
        return self._box.collect() if self._box else ()

    def collected(self, names: Sequence[str]) -> None:
        if self._box:
            self._box.collected(names)


@contextmanager
def _connected(line: Line, name: str) -> Iterator[smtplib.SMTP]:
    """A server that knows us. Until its content goes over the line, a message is certainly not sent."""
    server = None
    try:
        server = _opened(line, name)
        yield server
    except ssl.SSLCertVerificationError as error:
        raise Barred(f"Sertifikat server pos-el tidak dipercaya: {error.verify_message}", code="tls") from None
    except smtplib.SMTPNotSupportedError:
        raise Barred("Server pos-el tidak menawarkan TLS atau cara masuk yang disetel.", code="tls") from None
    except smtplib.SMTPAuthenticationError as error:
        _refuse(error.smtp_code, _bytes(error.smtp_error), forever=Barred)
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException):  # such a greeting
        raise Away(_NOT_REACHED, code="connect") from None
    except (smtplib.SMTPException, UnicodeError):  # no way to sign in that both know, or a password beyond ASCII
        raise Barred("Server pos-el tidak menerima cara masuk yang disetel.", code="auth") from None
    except OSError:  # last: every error of smtplib is one
        raise Away(_NOT_REACHED, code="connect") from None
    finally:
        if server:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()


def _opened(line: Line, name: str) -> smtplib.SMTP:
    if line.tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(line.host, line.port, name, timeout=SECONDS, context=line.trust())
    else:
        server = smtplib.SMTP(line.host, line.port, name, timeout=SECONDS)
    try:
        if line.tls == "starttls":
            server.starttls(context=line.trust())
        if line.user:
            server.login(line.user, line.password)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _envelope(server: smtplib.SMTP, returns: str, to: str, ours: str) -> None:
    """Who sends and who receives. A server that knows RFC 3461 puts our mark into its reports."""
    knows = server.has_extn("dsn")
    code, said = server.mail(returns, ["RET=HDRS", f"ENVID={ours}"] if knows else [])
    if code != 250:
        _refuse(code, said, forever=Barred)  # it does not let us send by our own address
    code, said = server.rcpt(to, ["NOTIFY=FAILURE,DELAY"] if knows else [])
    if code not in (250, 251):
        _refuse(code, said, forever=WillNotWork)


def _hand_over(server: smtplib.SMTP, mail: bytes) -> None:
    """The content. From its first byte on nobody but the server's answer tells whether the mail left."""
    code, said = server.docmd("DATA")
    if code != _GO_ON:
        _refuse(code, said, forever=WillNotWork)
    try:
        server.send(re.sub(rb"(?m)^\.", b"..", mail) + b".\r\n")
        code, said = server.getreply()
    except (OSError, smtplib.SMTPException):
        raise AnswerLost(_NOT_ANSWERED, code="answer") from None
    if code < 0:  # words that are no answer
        raise AnswerLost(_NOT_ANSWERED, code="answer")
    if code != 250:
        _refuse(code, said, forever=WillNotWork)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _refuse(code: int, said: bytes, *, forever: type[Barred] | type[WillNotWork]) -> None:
    """Raises what the answer means: 5xx lasts, 4xx passes, 421 closes the line for everybody."""
    words = " ".join(said.decode("utf-8", "replace").split())[:_LONGEST_WORDS]
    known = meanings.code(words)
    what = _NOT_LET_IN if forever is Barred else meanings.sentence(known)
    known, why = known or str(code), f"{what} (jawaban server: {code} {words})"
    if code == _CLOSING or code < 0:
        raise Away(why, code=known)
    if 400 <= code < 500:
        raise TryAgain(why, code=known)
    raise forever(why, code=known)
