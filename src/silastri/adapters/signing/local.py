"""Signs with a key kept here, locked by the officer's passphrase: PAdES B-B through pyHanko."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from . import verification
from .authority import Authority
from .port import NotSigned, Order, Pen, Signed, Signer, Verdict

_RESERVED = 8192  # bytes for the signature, so that pyHanko need not sign twice to learn the size


class LocalSigner:
    is_demo = True
    authority_name = "sertifikat CONTOH, bukan sertifikat resmi"

    def __init__(self, authority: Path, signers: Path) -> None:
        self.authority = Authority(Path(authority), Path(signers))

    def issue(self, *, person: int, name: str, passphrase: str) -> None:
        """Gives an officer a signing key under the demo authority."""
        self.authority.issue(person=person, name=name, passphrase=passphrase)

    @contextmanager
    def pen(self, signer: Signer, passphrase: str) -> Iterator[Pen]:
        key, certificate = self._unlock(signer.person, passphrase)
        yield _Pen(_HeldKey(key, certificate, self.authority.certificate))

    def find(self, document: str) -> Signed | None:
        """Nothing is signed elsewhere: what was not kept here was never made."""
        return None

    def verify(self, pdf: bytes) -> Verdict:
        return verification.verify(pdf, trusted=self.authority.certificate)

    def _unlock(self, person: int, passphrase: str) -> tuple[ec.EllipticCurvePrivateKey, Certificate]:
        path = self.authority.key_file(person)
        if not path.exists():
            raise NotSigned("Anda belum punya sertifikat tanda tangan. Hubungi pengelola sistem.")
        try:
            key, certificate, _ = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase.encode())
        except ValueError:
            raise NotSigned("Frasa sandi salah. Surat belum ditandatangani.") from None
        if not isinstance(key, ec.EllipticCurvePrivateKey) or certificate is None:
            raise NotSigned("Berkas sertifikat Anda tidak dapat dipakai. Hubungi pengelola sistem.")
        return key, certificate


class _Pen:
    def __init__(self, key: signers.Signer) -> None:
        self._key = key

    def sign(self, pdf: bytes, order: Order) -> Signed:
        meta = signers.PdfSignatureMetadata(
            field_name="TandaTangan",
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=verification.reason(order.number),
            location=order.place,
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signed: io.BytesIO = signers.PdfSigner(meta, signer=self._key).sign_pdf(writer, bytes_reserved=_RESERVED)
        return Signed(signed.getvalue())


class _HeldKey(signers.Signer):
    """pyHanko's own signer loads and checks the key again for every signature; this one holds it."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: Certificate, authority: Certificate) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(_asn1(authority))
        super().__init__(signing_cert=_asn1(certificate), cert_registry=store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._key.sign(data, ec.ECDSA(SHA256()))


def _asn1(certificate: Certificate) -> asn1_x509.Certificate:
    loaded: asn1_x509.Certificate = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    return loaded
