"""Version 2 of the service: JSON requests with files in base64. A lost answer cannot be asked for again."""

import base64
import binascii
from typing import Any
from urllib.parse import quote

from cryptography import x509

from silastri.adapters.signing.port import CannotTell, Order, Stamp, Verdict

from . import verdict, words
from .client import EsignClient, Hand
from .server import Answer


class V2(EsignClient):
    def _sign(self, hand: Hand, pdf: bytes, order: Order) -> Answer:
        properties: dict[str, Any] = {
            "tampilan": "INVISIBLE",
            "location": order.place,
            "reason": order.reason,
        }
        if seen := self._appearance:
            where = seen.where(x="originX", y="originY")
            properties |= {"tampilan": "VISIBLE", "imageBase64": _base64(seen.image), **where}
        # One letter per request: the guide does not say how several files are matched with their properties.
        body = {
            "nik": hand.nik,
            "passphrase": hand.passphrase,
            "signatureProperties": [properties],
            "file": [_base64(pdf)],
        }
        return self._post("/api/v2/sign/pdf", body, seconds=self._server.seconds.sign)

    def _file(self, answer: Answer) -> bytes:
        files = words.said(answer.content).get("file")
        return _decoded(files[0]) if isinstance(files, list) and len(files) == 1 else b""

    def _status(self, nik: str) -> Answer:
        return self._post("/api/v2/user/check/status", {"nik": nik}, seconds=self._server.seconds.sign)

    def chain(self, nik: str) -> list[x509.Certificate]:
        """The signer's certificate and those above it. Raises CannotTell, SignerAway."""
        path, seconds = f"/api/v2/user/certificate/chain/{quote(nik, safe='')}", self._server.seconds.sign
        named = "/api/v2/user/certificate/chain"
        answer = self._later(lambda: self._server.ask("GET", path, seconds=seconds, name=named))
        data = words.said(answer.content).get("data")
        try:
            return [_certificate(one) for one in data] if isinstance(data, list) else []
        except ValueError:
            raise CannotTell("Rantai sertifikat dari server BSrE tidak dapat dibaca.") from None

    def _verdict(self, pdf: bytes) -> Answer:
        return self._post("/api/v2/verify/pdf", {"file": _base64(pdf)}, seconds=self._server.seconds.verify)

    def _read_verdict(self, said: dict[str, Any]) -> Verdict:
        return verdict.of(
            [_signature(one) for one in verdict.objects(said.get("signatureInformations"))],
            is_valid=said.get("conclusion") == "VALID",
            description=str(said.get("description") or ""),
        )

    def _post(self, path: str, body: dict[str, Any], *, seconds: int) -> Answer:
        return self._server.ask("POST", path, seconds=seconds, json=body)


def _signature(one: dict[str, Any]) -> verdict.Signature:
    """``timestampInfomation`` is the vendor's spelling; ``lastSignature`` is false even if there is only one."""
    stamp = verdict.inner(one, "timestampInfomation")
    stamped_at = verdict.moment(stamp.get("timestampDate"))
    return verdict.Signature(
        signer=str(one.get("signerName") or ""),
        # A signer's clock was six minutes wrong once, so the time of the timestamp authority counts.
        at=verdict.moment(one.get("signatureDate")),
        stamp=Stamp(stamped_at, str(stamp.get("signerName") or "")) if stamped_at else None,
        reason=str(one.get("reason") or ""),
        is_intact=one.get("integrityValid") is True,
        format=str(one.get("signatureFormat") or ""),
        is_lasting=one.get("ltv") is True,
    )


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _decoded(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except binascii.Error:
        return b""


def _certificate(text: object) -> x509.Certificate:
    """A certificate, as PEM or only its base64. Raises ValueError."""
    if "-----BEGIN" in str(text):
        return x509.load_pem_x509_certificate(str(text).encode())
    return x509.load_der_x509_certificate(_decoded(text))
