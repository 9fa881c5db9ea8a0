"""Timestamp authorities (RFC 3161): one that is asked over HTTP, and our own for the demo and for tests."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from secrets import randbits

import httpx
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate
from pyhanko.sign.timestamps import TimeStamper

from .asn1 import asn1
from .port import SignerAway

# The policy of these timestamps: an identifier made from a random UUID, as ITU-T X.667 allows.
POLICY = "2.25.199216512926518937426384327710384501903"
TYPE_QUERY, TYPE_REPLY = "application/timestamp-query", "application/timestamp-reply"
_LARGEST_REPLY = 64 * 1024
_AWAY = "Otoritas waktu (TSA) tidak menjawab. Surat belum ditandatangani; coba lagi nanti."


def stamp(clock: TimeStamper, digest: bytes) -> bytes:
    """A token over that SHA-256 digest, DER. Raises SignerAway."""
    try:
        token: cms.ContentInfo = asyncio.run(clock.async_timestamp(digest, "sha256"))
        if (
            token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native
            != digest
        ):
            raise SignerAway(_AWAY)
        return bytes(token.dump())
    except (OSError, ValueError, TypeError, KeyError):  # away, refused, or an answer that cannot be read
        raise SignerAway(_AWAY) from None


def moment(token: bytes) -> datetime:
    """The moment in a token that ``stamp`` gave."""
    info = cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed
    found: datetime = info["gen_time"].native
    return found


class HttpClock(TimeStamper):
    """An authority that is asked over HTTP. pyHanko's own client would need another HTTP library."""

    def __init__(self, url: str, *, timeout: float = 10) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url, self.timeout = url, timeout

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Raises OSError."""
        headers = {"Content-Type": TYPE_QUERY, "Accept": TYPE_REPLY}
        try:
            reply = httpx.post(self.url, content=req.dump(), headers=headers, timeout=self.timeout)
            reply.raise_for_status()
        except httpx.HTTPError as error:
            raise OSError(str(error)) from error
        if len(reply.content) > _LARGEST_REPLY:
            raise OSError("the answer is too long")
        return tsp.TimeStampResp.load(reply.content, strict=True)


class OwnClock(TimeStamper):
    """Signs the time of this machine without asking anybody."""

    def __init__(
        self, certificate: Certificate, key: ec.EllipticCurvePrivateKey, chain: Sequence[Certificate] = ()
    ) -> None:
        """``chain``: authorities between its certificate and the root."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.certificate, self._key = asn1(certificate), key
        self._chain = [self.certificate, *map(asn1, chain)]

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return self.answer(req, at=datetime.now(UTC))

    def answer(self, req: tsp.TimeStampReq, *, at: datetime) -> tsp.TimeStampResp:
        if req["message_imprint"]["hash_algorithm"]["algorithm"].native not in ("sha256", "sha384", "sha512"):
            return tsp.TimeStampResp({"status": {"status": "rejection", "fail_info": {"bad_alg"}}})
        said = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": req["message_imprint"],
            "serial_number": randbits(63),
            "gen_time": at.replace(microsecond=0),
            "tsa": asn1_x509.GeneralName("directory_name", self.certificate.subject),
        }
        if req["nonce"].native is not None:
            said["nonce"] = req["nonce"]
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": self._signed(tsp.TSTInfo(said))})

    def _signed(self, info: tsp.TSTInfo) -> cms.ContentInfo:
        content, digest = info.dump(), algos.DigestAlgorithm({"algorithm": "sha256"})
        this = tsp.ESSCertIDv2({"cert_hash": sha256(self.certificate.dump()).digest()})
        attributes = cms.CMSAttributes(
            [
                cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
                cms.CMSAttribute({"type": "message_digest", "values": [sha256(content).digest()]}),
                cms.CMSAttribute(
                    {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [this]})]}
                ),
            ]
        )
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": self.certificate.issuer, "serial_number": self.certificate.serial_number},
            ),
            "digest_algorithm": digest,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self._key.sign(attributes.dump(), ec.ECDSA(SHA256())),
        }
        data = {
            "version": "v3",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content)},
            "certificates": self._chain,
            "signer_infos": [signer],
        }
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)})
