"""Tells whether a PDF is a genuine, unchanged letter."""

import io
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from .port import Finding, Verdict

_REASON = "Surat nomor "
_NOT_SIGNED = "Berkas ini tidak bertanda tangan elektronik."
_NOT_PDF = "Berkas ini bukan PDF yang dapat dibaca."
_STRANGER = "Tanda tangannya bukan dari kantor ini. Keasliannya tidak dapat kami pastikan."
_CHANGED = "Isi berkas ini sudah diubah setelah ditandatangani. Jangan dipercaya."
_GENUINE = "Surat ini asli dan tidak diubah sejak ditandatangani."


def reason(number: str) -> str:
    """What the signature says it was made for: it carries the number into the signed bytes."""
    return _REASON + number


def verify(pdf: bytes, *, trusted: Certificate) -> Verdict:
    """Never raises for bad input: whatever was uploaded gets a verdict."""
    try:
        signature, signatures = _only_signature(pdf)
    except Exception:  # a file made to harm may break the reader anywhere: whatever breaks it is no letter of ours
        return Verdict(Finding.UNKNOWN, _NOT_PDF)
    if signature is None:
        return Verdict(Finding.CHANGED if signatures else Finding.UNKNOWN, _CHANGED if signatures else _NOT_SIGNED)
    return _judge(signature, trusted)


def _only_signature(pdf: bytes) -> tuple[Any, int]:
    """Our letters carry one signature; a file with more is not as we made it."""
    found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
    return (found[0] if len(found) == 1 else None), len(found)


def _judge(signature: Any, trusted: Certificate) -> Verdict:
    root = asn1_x509.Certificate.load(trusted.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False, revocation_mode="soft-fail")
    try:
        status = validate_pdf_signature(signature, context)
    except Exception:  # as above: it claims a signature, and does not hold
        return Verdict(Finding.CHANGED, _CHANGED)
    signer = str(status.signing_cert.subject.native.get("common_name", ""))
    said = str(signature.sig_object.get("/Reason", ""))
    facts: dict[str, Any] = {
        "signer": signer,
        "signed_at": _utc(signature.self_reported_timestamp),
        "number": said.removeprefix(_REASON) if said.startswith(_REASON) else "",
    }
    if not _is_whole(status):
        return Verdict(Finding.CHANGED, _CHANGED, **facts)
    if not status.trusted:
        return Verdict(Finding.UNKNOWN, _STRANGER, signer=signer)
    return Verdict(Finding.GENUINE, _GENUINE, is_example=True, **facts)


def _is_whole(status: Any) -> bool:
    """The signature holds and covers every byte: our letters are never added to after signing."""
    return bool(
        status.intact
        and status.valid
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level is ModificationLevel.NONE
    )


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
