"""Whom we trust: root certificates, certificates that lead to them, and their lists of revoked certificates."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography import x509

_CERTIFICATES = (".pem", ".crt", ".cer", ".der")


@dataclass(frozen=True, slots=True)
class Trust:
    """``example`` is the root of the demo authority: a signature that leads to it is always an example."""

    roots: tuple[x509.Certificate, ...] = ()
    example: x509.Certificate | None = None
    others: tuple[x509.Certificate, ...] = ()  # authorities in between, which count only with a root
    revoked: tuple[x509.CertificateRevocationList, ...] = ()

    @property
    def all_roots(self) -> list[x509.Certificate]:
        return [*self.roots, *([self.example] if self.example else [])]


def read(folder: Path | None, *, example: x509.Certificate | None = None, revoked: Iterable[bytes] = ()) -> Trust:
    """Reads the folder: certificates (a self-signed one is a root) and revocation lists (``.crl``).

    Raises ValueError, naming a file that holds neither.
    """
    files = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    found = [one for path in files if path.suffix.lower() in _CERTIFICATES for one in _certificates(path)]
    lists = [_list(path.read_bytes(), path.name) for path in files if path.suffix.lower() == ".crl"]
    return Trust(
        roots=tuple(one for one in found if one.issuer == one.subject),
        example=example,
        others=tuple(one for one in found if one.issuer != one.subject),
        revoked=(*lists, *(x509.load_der_x509_crl(one) for one in revoked)),
    )


def leads_to(certificate: x509.Certificate, others: Iterable[x509.Certificate], root: x509.Certificate) -> bool:
    """Whether signatures lead from the certificate to that root."""
    return root in issuers(certificate, [*others, root])


def issuers(certificate: x509.Certificate, known: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    """Those of the known ones to whom signatures lead from the certificate, the nearest first."""
    left, found = list(known), [certificate]
    for step in found:  # which grows on the way
        nearer = [one for one in left if _issued(step, one)]
        left = [one for one in left if one not in nearer]
        found += nearer
    return found[1:]


def _issued(certificate: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except Exception:  # names, kinds of keys and signatures may all be wrong, each with its own error
        return False
    return True


def _certificates(path: Path) -> list[x509.Certificate]:
    return list(_parsed(path.read_bytes(), path.name))


@lru_cache(maxsize=64)
def _parsed(content: bytes, name: str) -> tuple[x509.Certificate, ...]:
    try:
        if b"-----BEGIN" in content:
            return tuple(x509.load_pem_x509_certificates(content))
        return (x509.load_der_x509_certificate(content),)
    except ValueError as error:
        raise ValueError(f"{name}: not a certificate") from error


def _list(content: bytes, name: str) -> x509.CertificateRevocationList:
    try:
        return x509.load_pem_x509_crl(content) if b"-----BEGIN" in content else x509.load_der_x509_crl(content)
    except ValueError as error:
        raise ValueError(f"{name}: not a revocation list") from error
