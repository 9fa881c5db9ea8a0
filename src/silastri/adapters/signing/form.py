"""The one form of a signature container, so that no byte of it can be changed unnoticed.

What stands around the signed attributes is not signed, and readers forgive much. So the container is written anew from
the parts that are proved, as DER has them, and must be the same.
"""

from typing import Any

from asn1crypto import algos, cms, core
from asn1crypto.core import VOID
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from .asn1 import BITS, OCTETS, SEQUENCE, SET, TAG_0, TAG_1, TAG_2, asn1, plain, wrap
from .marks import Broken, whatever_breaks
from .proof import Proven
from .trust import Trust

_NULL = core.Null().dump()
_SALT = 20  # which PSS has if it says nothing
_PROTECTION, _STAMP = "cms_algorithm_protection", "signature_time_stamp_token"


def must_be_whole(container: bytes, proven: Proven, trusted: Trust) -> None:
    """Call it only for the container that proved this. Raises Broken."""
    with whatever_breaks("the container has another form"):
        info = cms.ContentInfo.load(container, strict=True)
        if written(info, proven) != container:
            raise Broken("the container has another form")
        _must_be_certified(info, proven, trusted)


def written(info: Any, proven: Proven) -> bytes:
    """The container as it must be, from its proved parts."""
    data = info["content"]
    signer, content = data["signer_infos"][0], data["encap_content_info"]
    digest, algorithm = _algorithms(signer)
    kind, version = ("tst_info", 3) if proven.at else ("data", 1)
    carries = wrap(TAG_0, wrap(OCTETS, bytes(content["content"]))) if proven.at else b""
    names = asn1(proven.signer)["tbs_certificate"]
    unsigned = _stamp(signer, proven)
    said = (
        core.Integer(1).dump()
        + wrap(SEQUENCE, names["issuer"].dump() + names["serial_number"].dump())
        + digest
        + wrap(TAG_0, signer["signed_attrs"].contents)
        + algorithm
        + wrap(OCTETS, signer["signature"].native)
        + (wrap(TAG_1, unsigned) if unsigned else b"")
    )
    held = b"".join(_certificate(one) for one in _held(data))
    inner = (
        core.Integer(version).dump()
        + wrap(SET, digest)
        + wrap(SEQUENCE, cms.ContentType(kind).dump() + carries)
        + (wrap(TAG_0, held) if held else b"")
        + wrap(SET, wrap(SEQUENCE, said))
    )
    return wrap(SEQUENCE, cms.ContentType("signed_data").dump() + wrap(TAG_0, wrap(SEQUENCE, inner)))


def _stamp(signer: Any, proven: Proven) -> bytes:
    if not proven.stamp:
        return b""
    token = written(signer["unsigned_attrs"][0]["values"][0], proven.stamp)
    return wrap(SEQUENCE, cms.CMSAttributeType(_STAMP).dump() + wrap(SET, token))


def _algorithms(signer: Any) -> tuple[bytes, bytes]:
    """Of digest and signature: as the signed attributes repeat them (RFC 6211), else as DER has them."""
    for one in signer["signed_attrs"]:
        if one["type"].native == _PROTECTION:
            said = one["values"][0]
            return said["digest_algorithm"].dump(), wrap(SEQUENCE, said["signature_algorithm"].contents)
    return _algorithm(signer["digest_algorithm"]), _algorithm(signer["signature_algorithm"])


def _algorithm(one: Any) -> bytes:
    """Its parameters are absent or NULL, but for those of PSS."""
    name, parameters = one["algorithm"], one["parameters"]
    said = b"" if parameters is VOID else _pss(parameters) if name.native == "rsassa_pss" else _NULL
    return wrap(SEQUENCE, type(name)(name.native).dump() + said)


def _pss(parameters: Any) -> bytes:
    mask, salt = parameters["mask_gen_algorithm"], parameters["salt_length"].native
    spread = wrap(SEQUENCE, algos.MaskGenAlgorithmId("mgf1").dump() + _algorithm(mask["parameters"]))
    salted = b"" if salt == _SALT else wrap(TAG_2, core.Integer(salt).dump())
    return wrap(SEQUENCE, wrap(TAG_0, _algorithm(parameters["hash_algorithm"])) + wrap(TAG_1, spread) + salted)


def _held(data: Any) -> list[Any]:
    return [one.chosen for one in data["certificates"] or ()]


def _certificate(one: Any) -> bytes:
    """Its signature covers only the first of its three parts, and that names the algorithm of the second."""
    said = one["tbs_certificate"]
    value = b"\0" + one["signature_value"].contents[1:]  # no bits unused
    return wrap(SEQUENCE, said.dump() + said["signature"].dump() + wrap(BITS, value))


def _must_be_certified(info: Any, proven: Proven, trusted: Trust) -> None:
    """Each certificate in the container is of the proved path, or signed by an authority that is known here.

    One whose authority nobody here knows cannot be judged. It may belong to a stranger's timestamp, or name a key of
    the path.
    """
    data = info["content"]
    held = [plain(one) for one in _held(data)]
    proved = [*proven.path, *trusted.all_roots, *trusted.others]
    keys = {_key(one) for one in proven.path}
    for one in held:
        if one in proved:
            continue
        issuers = [by for by in [*proved, *held] if _claims(one, by)]
        is_foreign = not issuers and (not keys or _key(one) in keys)
        if not is_foreign and not any(_signed(one, by) for by in issuers):
            raise Broken("a certificate that nobody signed")
    if proven.stamp:
        token = data["signer_infos"][0]["unsigned_attrs"][0]["values"][0]
        _must_be_certified(token, proven.stamp, trusted)


def _claims(one: x509.Certificate, by: x509.Certificate) -> bool:
    """Whether it says by name or key that this authority signed it; one that names no key must show who did."""
    said = _extension(one, x509.AuthorityKeyIdentifier)
    if said is None or said.key_identifier is None or one.issuer == by.subject:
        return True
    its = _extension(by, x509.SubjectKeyIdentifier)
    return its is not None and its.digest == said.key_identifier


def _signed(one: x509.Certificate, by: x509.Certificate) -> bool:
    """By its key, under whatever name."""
    key, how, digest = by.public_key(), one.signature_algorithm_parameters, one.signature_hash_algorithm
    said: tuple[Any, ...] = (how, digest) if isinstance(key, rsa.RSAPublicKey) else (how,) if how else ()
    try:
        key.verify(one.signature, one.tbs_certificate_bytes, *said)  # type: ignore[union-attr]
    except (InvalidSignature, TypeError):  # of this key, or of another kind of key
        return False
    return True


def _extension(one: x509.Certificate, kind: Any) -> Any:
    try:
        return one.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _key(one: x509.Certificate) -> bytes:
    return one.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
