"""What a signature proves: that its bytes are unchanged, who signed, under which root, and when."""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms
from asn1crypto.core import VOID
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko_certvalidator import ValidationContext

from silastri.domain.bare_package import bare_package

from .asn1 import asn1, plain
from .marks import Broken, Mark, TooMuch, whatever_breaks
from .trust import Trust, issuers

with bare_package("pyhanko.sign"):  # which loads what signs, and a second HTTP library
    from pyhanko.sign.general import extract_certificate_info
    from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, validate_tst_signed_data
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import SignatureStatus, TimestampSignatureStatus

_STAMP = "signature_time_stamp_token"
_SIGNS = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
_OTHER_USES = {ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.OCSP_SIGNING}
_MOST_HELD, _MOST_ABOVE = 12, 5  # certificates in one container, and of them those above its signer
_HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")  # SHA-1 is read so that it can be refused by name


@dataclass(frozen=True, slots=True)
class Proven:
    """``path`` goes from the signer to the root; it is empty if no root is one that we trust."""

    signer: x509.Certificate
    path: tuple[x509.Certificate, ...]
    at: datetime | None  # of a timestamp: its own moment
    algorithm: str
    stamp: "Proven | None" = None
    names_its_certificate: bool = False  # CAdES: the signed bytes say which certificate signed them

    @property
    def is_trusted(self) -> bool:
        return bool(self.path)


def context(trusted: Trust, **options: Any) -> ValidationContext:
    """Trust as pyHanko wants it. It never fetches anything unless told to."""
    chosen: dict[str, Any] = {"allow_fetching": False, "revocation_mode": "soft-fail"} | options
    return ValidationContext(
        trust_roots=[asn1(root) for root in trusted.all_roots], other_certs=[*map(asn1, trusted.others)], **chosen
    )


def signature(pdf: bytes, mark: Mark, trusted: Trust, *, stamped_at: datetime | None = None) -> Proven:
    """A proved signature. ``stamped_at`` is that of a document timestamp, used if the signature has none. Raises
    Broken."""
    with whatever_breaks("the signature cannot be read"):
        data = _signed_data(mark.container)
        signer = _only_signer(data, "data")
        stamp = _stamp(signer, trusted)
        moment = stamp.at if stamp and stamp.is_trusted else stamped_at or mark.claimed_at
        found = _prove(data, _digest(pdf, mark), trusted, moment)
        attributes = {one["type"].native for one in signer["signed_attrs"]}
        return replace(found, stamp=stamp, names_its_certificate="signing_certificate_v2" in attributes)


def timestamp(pdf: bytes, mark: Mark, trusted: Trust) -> Proven:
    """A proved document timestamp. Raises Broken."""
    with whatever_breaks("the timestamp cannot be read"):
        return _prove_stamp(_signed_data(mark.container), _digest(pdf, mark), trusted)


def _signed_data(container: bytes) -> Any:
    info = cms.ContentInfo.load(container, strict=True)
    if info["content_type"].native != "signed_data":
        raise Broken("the container is no signature")
    return info["content"]


def _only_signer(data: Any, content: str) -> Any:
    """The only signer of the container. What else is not signed is looked at in ``form``."""
    if len(data["signer_infos"]) != 1 or data["encap_content_info"]["content_type"].native != content:
        raise Broken("not one signer over one content")
    signer = data["signer_infos"][0]
    if signer["signed_attrs"] is VOID:
        raise Broken("an unknown kind of container")
    if any(one["type"].native != _STAMP for one in signer["unsigned_attrs"] or ()):
        raise Broken("an unknown part beside the signature")
    return signer


def _digest(pdf: bytes, mark: Mark) -> Callable[[str], bytes]:
    def over(name: str) -> bytes:
        if name not in _HASHES:
            raise Broken("an unknown digest")
        made = hashlib.new(name)
        for part in mark.covered(pdf):
            made.update(part)
        return made.digest()

    return over


def _stamp(signer: Any, trusted: Trust) -> Proven | None:
    tokens = [value for one in signer["unsigned_attrs"] or () for value in one["values"]]
    if not tokens:
        return None
    if len(tokens) > 1:
        raise Broken("more than one timestamp")

    def imprint(name: str) -> bytes:
        if name not in _HASHES:
            raise Broken("an unknown digest")
        return hashlib.new(name, signer["signature"].native).digest()

    return _prove_stamp(tokens[0]["content"], imprint, trusted)


def _prove_stamp(data: Any, imprint: Callable[[str], bytes], trusted: Trust) -> Proven:
    _only_signer(data, "tst_info")
    _must_have_few_certificates(data)
    at = data["encap_content_info"]["content"].parsed["gen_time"].native
    checked = validate_tst_signed_data(data, context(trusted, moment=at), imprint)
    return _proven(TimestampSignatureStatus(**asyncio.run(checked)), at)


def _prove(data: Any, digest: Callable[[str], bytes], trusted: Trust, moment: datetime | None) -> Proven:
    _must_have_few_certificates(data)
    name = data["signer_infos"][0]["digest_algorithm"]["algorithm"].native
    checked = async_validate_cms_signature(
        data,
        status_cls=SignatureStatus,
        raw_digest=digest(name),
        validation_context=context(trusted, moment=moment or datetime.fromtimestamp(0, UTC)),
        key_usage_settings=_SIGNS,
    )
    return _proven(asyncio.run(checked), None)


def _must_have_few_certificates(data: Any) -> None:
    """pyHanko tries every order of certificates that name each other, whoever signed them: of six in 0.04 seconds, of
    eight in 1.5. So it is left only those to whom signatures lead. Raises TooMuch."""
    held = data["certificates"]
    if held is VOID:
        return
    if len(held) > _MOST_HELD:
        raise TooMuch("too many certificates")
    found = extract_certificate_info(data)
    above = issuers(plain(found.signer_cert), _readable(found.other_certs))
    if len(above) > _MOST_ABOVE:
        raise TooMuch("too many certificates above the signer")
    data["certificates"] = [found.signer_cert, *map(asn1, above)]


def _readable(held: Iterable[Any]) -> Iterator[x509.Certificate]:
    for one in held:
        with suppress(ValueError):  # written so that only some programs read it
            yield plain(one)


def _proven(status: Any, at: datetime | None) -> Proven:
    if not (status.intact and status.valid):
        raise Broken("what is signed was changed")
    path: tuple[x509.Certificate, ...] = ()
    if status.trusted:
        path = tuple(plain(one) for one in reversed(list(status.validation_path.iter_certs(include_root=True))))
    signer = plain(status.signing_cert)
    if at is None and _is_for_another_use(signer):
        path = ()
    key = signer.public_key()
    kind = f"{type(key).__name__.strip('_').removesuffix('PublicKey')} {getattr(key, 'key_size', '')}".strip()
    return Proven(signer, path, at, f"{kind}, {status.md_algorithm.upper()}")


def _is_for_another_use(signer: x509.Certificate) -> bool:
    """A certificate for timestamps or for answers about revocations must not sign letters."""
    try:
        uses = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return bool(_OTHER_USES & set(uses))
