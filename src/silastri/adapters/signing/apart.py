"""Proves signatures in a process of its own: whoever sent the file may have made it so that it takes years."""

import logging
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding

from silastri.adapters.cell.cell import Busy, Cell, Killed
from silastri.adapters.intake.port import TooManyFiles

from .port import TOO_MUCH, CertificateRevocation, Certified, Finding, Level, Stamp, Verdict
from .trust import Trust

_log = logging.getLogger("silastri.signing")
_MEMORY = 768 * 1024 * 1024  # bytes of address space
_SECONDS = 4  # of the processor
_BUSY = "Sedang banyak surat yang diperiksa. Tunggu sebentar, lalu kirim lagi."


def verify(pdf: bytes, *, trusted: Trust) -> Verdict:
    """As ``verification.verify``; a file that takes too much is unknown. Raises TooManyFiles."""
    try:
        word, said = _cell().ask("verify", pdf, *_written(trusted), seconds=_SECONDS)
    except Killed as killed:
        word, said = "killed", killed
    except Busy:
        raise TooManyFiles(_BUSY) from None
    if word == "done":
        return _verdict(said)
    _log.warning("a file could not be verified: %s", said)
    return Verdict(Finding.UNKNOWN, TOO_MUCH)


@cache
def _cell() -> Cell:
    return Cell("silastri.adapters.signing.inside", memory=_MEMORY)


def _written(trusted: Trust) -> list[Any]:
    def der(those: Any) -> list[bytes]:
        return [one.public_bytes(Encoding.DER) for one in those]

    example = trusted.example and trusted.example.public_bytes(Encoding.DER)
    return [der(trusted.roots), example, der(trusted.others), der(trusted.revoked)]


def _verdict(said: dict[str, Any]) -> Verdict:
    kinds = {
        "finding": Finding(said["finding"]),
        "level": said["level"] and Level(said["level"]),
        "stamp": said["stamp"] and Stamp(**said["stamp"]),
        "archived": tuple(Stamp(**one) for one in said["archived"]),
        "chain": tuple(Certified(**one) for one in said["chain"]),
        "revocation": CertificateRevocation(said["revocation"]),
        "earlier": tuple(said["earlier"]),
        "changes": tuple(said["changes"]),
    }
    return Verdict(**said | kinds)
