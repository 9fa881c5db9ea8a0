"""The mailbox to which mail comes back, by IMAP. A mail stays unseen there until it is kept here."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from silastri.adapters.messaging.port import Away, Barred, Delivery

from .line import SECONDS, Line

LARGEST = 128 * 1024  # bytes of a mail that are fetched: words and reports come first, pictures last
_AT_ONCE = 50
_NAME = re.compile(r"([0-9]{1,10})\.([0-9]{1,10})")


class Box:
    def __init__(self, line: Line, folder: str) -> None:
        self._line, self._folder = line, folder

    def collect(self) -> list[tuple[str, Delivery]]:
        with self._open() as (server, life):
            _, found = server.uid("SEARCH", "UNSEEN")
            numbers = re.findall(r"[0-9]{1,10}", (found[0] or b"").decode())
            mails = [(number, _mail(server, number)) for number in numbers[:_AT_ONCE]]
            return [(f"{life}.{number}", Delivery(mail, method="IMAP")) for number, mail in mails if mail]

    def collected(self, names: Sequence[str]) -> None:
        known = [name.groups() for name in map(_NAME.fullmatch, names) if name]
        if not known:
            return
        with self._open() as (server, life):
            # A mailbox that was made anew counts anew: its numbers are other mails'.
            if numbers := [number for of, number in known if of == life]:
                server.uid("STORE", ",".join(numbers), "+FLAGS.SILENT", r"(\Seen)")

    @contextmanager
    def _open(self) -> Iterator[tuple[imaplib.IMAP4, str]]:
        """The folder, and the number of its life. Raises Away or Barred."""
        server = None
        try:
            server = self._connected()
            yield server, _selected(server, self._folder)
        except ssl.SSLCertVerificationError as error:
            raise Barred(f"Sertifikat kotak pos-el tidak dipercaya: {error.verify_message}", code="tls") from None
        except (OSError, imaplib.IMAP4.abort):
            raise Away("Kotak pos-el tidak dapat dihubungi.", code="connect") from None
        except (imaplib.IMAP4.error, ValueError) as error:  # ValueError: what no IMAP server would say
            raise Away("Kotak pos-el menjawab dengan cara yang tidak dikenal.", code="imap") from error
        finally:
            if server:
                with suppress(OSError, imaplib.IMAP4.error):
                    server.logout()

    def _connected(self) -> imaplib.IMAP4:
        line = self._line
        if line.tls == "tls":
            server: imaplib.IMAP4 = imaplib.IMAP4_SSL(line.host, line.port, ssl_context=line.trust(), timeout=SECONDS)
        else:
            server = imaplib.IMAP4(line.host, line.port, timeout=SECONDS)
        try:
            if line.tls == "starttls":
                if "STARTTLS" not in server.capabilities:
                    raise Barred("Kotak pos-el tidak menawarkan TLS.", code="tls")
                server.starttls(line.trust())
            _sign_in(server, line)
        except BaseException:
            with suppress(OSError):  # TLS that failed has closed it already, and is what must be told
                server.shutdown()
            raise
        return server


def _sign_in(server: imaplib.IMAP4, line: Line) -> None:
    try:
        server.login(line.user, line.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError) as error:
        if "[UNAVAILABLE]" in str(error):
            raise Away("Kotak pos-el sedang tidak dapat dibuka.", code="imap") from None
        raise Barred("Kotak pos-el menolak nama atau kata sandi yang disetel.", code="auth") from None


def _selected(server: imaplib.IMAP4, folder: str) -> str:
    quoted = '"' + re.sub(r'(["\\])', r"\\\1", folder) + '"'
    said, _ = server.select(quoted)
    if said != "OK":
        raise Barred("Map di kotak pos-el tidak ada.", code="map")
    _, life = server.response("UIDVALIDITY")
    number = life[0] if life else None
    return number.decode() if isinstance(number, bytes) else "0"


def _mail(server: imaplib.IMAP4, number: str) -> bytes:
    """Its first bytes; none when it was removed meanwhile."""
    _, parts = server.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST}>)")
    return next((part[1] for part in parts if isinstance(part, tuple)), b"")
