"""The program inside the process that proves signatures of files that anybody may have sent."""

from dataclasses import asdict
from functools import lru_cache
from typing import Any

from cryptography import x509

from silastri.adapters.cell import inside

from . import verification
from .trust import Trust


def answer(_act: str, given: list[Any]) -> tuple[str, Any]:
    """``done`` and the verdict, or ``failed`` and what went wrong."""
    pdf, roots, example, others, revoked = given
    try:
        trusted = _trust(tuple(roots), example, tuple(others), tuple(revoked))
        return "done", asdict(verification.verify(pdf, trusted=trusted))
    except Exception as error:  # a malicious file may bring a reader to raise anything
        return "failed", f"{type(error).__name__}: {error}"[:500]


@lru_cache(maxsize=2)
def _trust(
    roots: tuple[bytes, ...], example: bytes | None, others: tuple[bytes, ...], revoked: tuple[bytes, ...]
) -> Trust:
    return Trust(
        tuple(map(x509.load_der_x509_certificate, roots)),
        x509.load_der_x509_certificate(example) if example else None,
        tuple(map(x509.load_der_x509_certificate, others)),
        tuple(map(x509.load_der_x509_crl, revoked)),
    )


if __name__ == "__main__":
    inside.run(answer)
