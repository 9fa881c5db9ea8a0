"""The connection to a mail server: how it is closed to listeners, and how long we wait."""

import ssl
from dataclasses import dataclass

SECONDS = 30


@dataclass(frozen=True, slots=True)
class Line:
    """``tls``: "tls" from the first byte, "starttls" after a word, "none" inside one machine. ``roots``: a file with
    the certificates that are believed, where the server's own is not signed by a public authority."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = ""
    roots: str = ""

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.roots or None)
