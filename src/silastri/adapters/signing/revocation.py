"""Whether a certificate was revoked, by lists and answers (CRL, OCSP) that its issuer signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from .port import CertificateRevocation
from .trust import Trust


@dataclass(frozen=True, slots=True)
class Evidence:
    lists: Sequence[x509.CertificateRevocationList] = ()
    answers: Sequence[ocsp.OCSPResponse] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Told:
    state: CertificateRevocation
    since: datetime | None = None


def revoked_since(certificate: x509.Certificate, trusted: Trust) -> datetime | None:
    """When it was revoked, by the lists on this machine; the signature of a list shows whose it is."""
    issuers = [*trusted.all_roots, *trusted.others]
    found = (_in_list(certificate, issuer, one, None) for issuer in issuers for one in trusted.revoked)
    return next((told.since for told in found if told and told.since), None)


def tell(path: Sequence[x509.Certificate], evidence: Evidence, at: datetime) -> Told:
    """The state of a path from signer to root: revoked if one of it was, good if each below the root is known to be.

    ``at`` is when it was used: a list or an answer that expired before cannot say that it was good then.
    """
    told = [_tell(one, issuer, evidence, at) for one, issuer in pairwise(path)]
    revoked = [one for one in told if one.state is CertificateRevocation.REVOKED]
    if revoked:
        return min(revoked, key=lambda one: one.since.timestamp() if one.since else 0)
    is_good = bool(told) and all(one.state is CertificateRevocation.GOOD for one in told)
    return Told(CertificateRevocation.GOOD if is_good else CertificateRevocation.UNKNOWN)


def _tell(certificate: x509.Certificate, issuer: x509.Certificate, evidence: Evidence, at: datetime) -> Told:
    words = [word for one in evidence.lists if (word := _in_list(certificate, issuer, one, at))]
    words += [word for one in evidence.answers if (word := _in_answer(certificate, issuer, one, at))]
    revoked = [word for word in words if word.state is CertificateRevocation.REVOKED]
    return (revoked or words or [Told(CertificateRevocation.UNKNOWN)])[0]


def _in_list(
    certificate: x509.Certificate, issuer: x509.Certificate, one: x509.CertificateRevocationList, at: datetime | None
) -> Told | None:
    if one.issuer != issuer.subject or certificate.issuer != issuer.subject:
        return None
    key = issuer.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) or not one.is_signature_valid(key):
        return None
    found = one.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if found:
        return Told(CertificateRevocation.REVOKED, found.revocation_date_utc)
    return Told(CertificateRevocation.GOOD) if _covers(one.next_update_utc, at) else None


def _in_answer(
    certificate: x509.Certificate, issuer: x509.Certificate, one: ocsp.OCSPResponse, at: datetime
) -> Told | None:
    if one.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL or not _vouched(one, issuer):
        return None
    for word in one.responses:
        if word.serial_number != certificate.serial_number:
            continue
        if word.certificate_status is ocsp.OCSPCertStatus.REVOKED:
            return Told(CertificateRevocation.REVOKED, word.revocation_time_utc)
        if word.certificate_status is ocsp.OCSPCertStatus.GOOD and _covers(word.next_update_utc, at):
            return Told(CertificateRevocation.GOOD)
    return None


def _covers(until: datetime | None, at: datetime | None) -> bool:
    return until is None or at is None or at <= until


def _vouched(one: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """Whether the answer is signed by the issuer, or by somebody whom the issuer certified for that."""
    return any(_signed(one, by) for by in (issuer, *_delegates(one.certificates, issuer)))


def _delegates(certificates: Iterable[x509.Certificate], issuer: x509.Certificate) -> list[x509.Certificate]:
    found = []
    for one in certificates:
        try:
            one.verify_directly_issued_by(issuer)
            uses = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except (InvalidSignature, ValueError, TypeError, x509.ExtensionNotFound):
            continue
        if ExtendedKeyUsageOID.OCSP_SIGNING in uses:
            found.append(one)
    return found


def _signed(one: ocsp.OCSPResponse, by: x509.Certificate) -> bool:
    key, algorithm = by.public_key(), one.signature_hash_algorithm
    try:
        if algorithm is None:
            return False
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(one.signature, one.tbs_response_bytes, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(one.signature, one.tbs_response_bytes, ec.ECDSA(algorithm))
        else:
            return False
    except InvalidSignature:
        return False
    return True
