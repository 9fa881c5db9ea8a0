"""Whose certificate signed, when, and whether it held then: chains, clocks and lists of revoked certificates."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import keys as asn1_keys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from silastri.adapters.signing import certificates, marks, trust, update, verification
from silastri.adapters.signing.archive import Archivist
from silastri.adapters.signing.asn1 import asn1
from silastri.adapters.signing.certificates import Issuer, Use
from silastri.adapters.signing.cms import Container
from silastri.adapters.signing.keys import HeldKey
from silastri.adapters.signing.port import REASON, CertificateRevocation, Finding, Level, Verdict
from silastri.adapters.signing.timestamp import OwnClock, stamp
from tests import letters
from tests.letters import AT, Chain

LATER = AT + timedelta(days=3)


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


def signed(key: HeldKey, *, clock: OwnClock | None = None) -> bytes:
    """By whoever holds that key: no signer of ours stands between."""
    pdf = letters.plain_letter()
    container = Container(key, (lambda digest: stamp(clock, digest)) if clock else None)
    entries = {"M": update.moment(AT), "Reason": update.text(REASON + letters.NUMBER)}
    return update.sign(pdf, update.read(pdf), entries, container.over, container.room)


def key(chain: Chain, kind: str = "ec", *, use: Use = Use.SIGNER, days: int = 900) -> HeldKey:
    private = letters.private_key(kind)
    return HeldKey(private, chain.certify(letters.NAME, private, use, days=days), [chain.middle])


def judged(pdf: bytes, chain: Chain, folder: Path, *lists: bytes) -> Verdict:
    return verification.verify(pdf, trusted=trust.read(chain.trust(folder, *lists)))


@pytest.mark.parametrize("kind", ["ec", "rsa2048"])
def test_a_letter_under_a_government_chain_is_genuine_when_its_root_is_trusted(
    chain: Chain, tmp_path: Path, kind: str
) -> None:
    clock = chain.clock()
    pdf = signed(key(chain, kind), clock=clock)
    found = judged(pdf, chain, tmp_path)
    assert (found.finding, found.level, found.is_example) == (Finding.GENUINE, Level.B_T, False)
    assert [one.name for one in found.chain] == [letters.NAME, "CA Negara Contoh", "Root CA Negara Contoh"]
    assert all(one.held_then for one in found.chain)
    assert found.stamp
    assert found.stamp.authority == "TSA Negara Contoh"
    assert found.signed_at == found.stamp.at, "the authority's clock counts, not the office's"
    assert found.revocation is CertificateRevocation.UNKNOWN
    assert verification.verify(pdf, trusted=trust.Trust()).finding is Finding.UNKNOWN


def test_proof_in_the_file_makes_it_lt_and_a_timestamp_over_it_lta(chain: Chain, tmp_path: Path) -> None:
    lists = [chain.revoked(), chain.revoked(by_root=True)]
    archivist = Archivist(chain.clock(), trust.read(chain.trust(tmp_path)), lists)
    sealed = archivist.seal(signed(key(chain), clock=chain.clock()))
    found = judged(sealed, chain, tmp_path)
    assert (found.finding, found.level, found.revocation) == (Finding.GENUINE, Level.B_LTA, CertificateRevocation.GOOD)
    assert len(found.archived) == 1
    renewed = judged(archivist.seal(sealed), chain, tmp_path)
    assert (renewed.finding, renewed.level, len(renewed.archived)) == (Finding.GENUINE, Level.B_LTA, 2)
    # The first revision alone is a whole letter, and proves less.
    first = sealed[: marks.find(sealed)[0].until]
    assert judged(first, chain, tmp_path).level is Level.B_T


def test_another_signature_is_a_change(chain: Chain, tmp_path: Path) -> None:
    stranger = Chain("Lain")
    pdf = signed(key(chain))
    added = {
        "a signature": signed_by_pyhanko(pdf, key(stranger)),
        "a signature of one we trust": signed_by_pyhanko(pdf, key(chain)),
    }
    for what, forged in added.items():
        found = judged(forged, chain, tmp_path)
        assert found.finding is Finding.CHANGED, what
        assert "Tanda tangan lain ditambahkan." in found.changes
        assert found.number == letters.NUMBER


def test_a_timestamp_of_a_stranger_proves_nothing(chain: Chain, tmp_path: Path) -> None:
    found = judged(_stamped(signed(key(chain)), Chain("Lain").clock()), chain, tmp_path)
    assert (found.finding, found.stamp, found.archived, found.changes) == (Finding.GENUINE, None, (), ())


def signed_by_pyhanko(
    pdf: bytes, by: HeldKey, *, digest: str = "sha256", name: str = "Lain", pss: bool = False
) -> bytes:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([asn1(one) for one in by.chain])
    private = by.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=asn1(by.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=store,
        prefer_pss=pss,
    )
    meta = signers.PdfSignatureMetadata(
        field_name=name, md_algorithm=digest, subfilter=fields.SigSeedSubFilter.PADES, reason="Surat nomor 1"
    )
    out = signers.PdfSigner(meta, signer=signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    return bytes(out.getvalue())


def _stamped(pdf: bytes, clock: TimeStamper) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer._update_meta = lambda: None  # type: ignore[method-assign]
    return bytes(signers.PdfTimeStamper(clock).timestamp_pdf(writer, "sha256").getvalue())


def test_what_pyhanko_signs_is_understood(chain: Chain, tmp_path: Path) -> None:
    """A letter signed by another program under a root we trust."""
    found = judged(signed_by_pyhanko(letters.plain_letter(), key(chain)), chain, tmp_path)
    assert (found.finding, found.level, found.number) == (Finding.GENUINE, Level.B_B, "1")


@pytest.mark.parametrize("kind", ["ec", "rsa2048"])
@pytest.mark.parametrize(("many", "finding"), [(4, Finding.GENUINE), (5, Finding.UNKNOWN), (11, Finding.UNKNOWN)])
def test_authorities_that_sign_each_other_are_not_followed_without_end(
    chain: Chain, tmp_path: Path, kind: str, many: int, finding: Finding
) -> None:
    """Of one name and one key, each is the issuer of each: the orders in which they stand grow with every one."""
    whole = key(chain, kind)
    above = [*(chain.again() for _ in range(many)), chain.middle]
    pdf = signed_by_pyhanko(letters.plain_letter(), replace(whole, chain=above))
    assert judged(pdf, chain, tmp_path).finding is finding
    assert verification.verify(pdf, trusted=trust.Trust()).finding is Finding.UNKNOWN


def test_a_weak_digest_proves_nothing(chain: Chain, tmp_path: Path) -> None:
    forged = signed_by_pyhanko(letters.plain_letter(), key(chain, "rsa2048"), digest="sha1")
    assert judged(forged, chain, tmp_path).finding is Finding.UNKNOWN


@pytest.mark.parametrize("use", [Use.AUTHORITY, Use.CLOCK])
def test_a_certificate_for_something_else_signs_no_letter(chain: Chain, tmp_path: Path, use: Use) -> None:
    assert judged(signed(key(chain, use=use)), chain, tmp_path).finding is Finding.UNKNOWN


def test_an_officer_is_no_authority(chain: Chain, tmp_path: Path) -> None:
    """His own key certifies another: the chain of signatures is right, but he was never allowed to."""
    officer, other = key(chain), letters.private_key("rsa2048")
    issuer = Issuer(officer.certificate.subject, officer.key)
    name = certificates.name("Kepala Dinas Palsu", "Contoh")
    leaf = certificates.make(name, other.public_key(), Use.SIGNER, issuer, since=chain.since, lasts=timedelta(900))
    forged = signed(HeldKey(other, leaf, [officer.certificate, chain.middle]))
    assert judged(forged, chain, tmp_path).finding is Finding.UNKNOWN


def test_the_same_names_with_other_keys_are_unknown(chain: Chain, tmp_path: Path) -> None:
    """A chain of the same names and a root of one's own making, brought along in the letter."""
    forger = Chain(root_kind="rsa2048")
    forged = key(forger)
    assert [one.subject for one in (forger.root, forger.middle)] == [chain.root.subject, chain.middle.subject]
    found = judged(signed(HeldKey(forged.key, forged.certificate, [forger.middle, forger.root])), chain, tmp_path)
    assert (found.finding, found.signer, found.number) == (Finding.UNKNOWN, letters.NAME, "")


@pytest.mark.parametrize(("days", "is_genuine"), [(399, False), (401, True)])
def test_a_certificate_that_had_ended_signs_nothing(chain: Chain, tmp_path: Path, days: int, is_genuine: bool) -> None:
    """The chain began 400 days before the letter was signed."""
    found = judged(signed(key(chain, days=days)), chain, tmp_path)
    assert (found.finding is Finding.GENUINE) is is_genuine


def test_a_certificate_that_had_not_begun_signs_nothing(tmp_path: Path) -> None:
    young = Chain(since=AT + timedelta(hours=1))
    assert judged(signed(key(young)), young, tmp_path).finding is Finding.UNKNOWN


def test_a_revoked_certificate_counts_only_for_what_was_stamped_before(chain: Chain, tmp_path: Path) -> None:
    plain, clock = key(chain), chain.clock()
    letter, stamped = signed(plain), signed(plain, clock=clock)
    at = judged(stamped, chain, tmp_path / "0").signed_at
    assert at
    before = chain.revoked(plain.certificate, at=at - timedelta(days=1))
    after = chain.revoked(plain.certificate, at=at + timedelta(days=1))
    for pdf, told, finding in (
        (letter, before, Finding.UNKNOWN),
        (letter, after, Finding.UNKNOWN),  # nothing proves that it was made before
        (stamped, before, Finding.UNKNOWN),
        (stamped, after, Finding.GENUINE),
    ):
        found = judged(pdf, chain, tmp_path / str(id(told)), told)
        assert (found.finding, found.revocation) == (finding, CertificateRevocation.REVOKED)
        assert found.revoked_at


def test_a_list_that_a_stranger_made_revokes_nothing(chain: Chain, tmp_path: Path) -> None:
    plain = key(chain)
    forged = Chain().revoked(plain.certificate)
    assert judged(signed(plain), chain, tmp_path, forged).revocation is CertificateRevocation.UNKNOWN


def test_a_revoked_authority_takes_its_officers_along(chain: Chain, tmp_path: Path) -> None:
    told = chain.revoked(chain.middle, by_root=True)
    assert judged(signed(key(chain)), chain, tmp_path, told).finding is Finding.UNKNOWN


def test_a_timestamp_of_a_stranger_is_no_time(chain: Chain, tmp_path: Path) -> None:
    found = judged(signed(key(chain), clock=Chain("Lain").clock()), chain, tmp_path)
    assert (found.finding, found.level, found.stamp) == (Finding.GENUINE, Level.B_B, None)
    assert found.signed_at == AT


def test_a_timestamp_of_another_letter_is_found(chain: Chain, tmp_path: Path) -> None:
    clock = chain.clock()
    token = stamp(clock, bytes(32))
    pdf, container = letters.plain_letter(), Container(key(chain), lambda _: token)
    entries = {"M": update.moment(AT)}
    forged = update.sign(pdf, update.read(pdf), entries, container.over, container.room)
    assert judged(forged, chain, tmp_path).finding is Finding.CHANGED


def test_a_signature_of_another_letter_is_found(chain: Chain, tmp_path: Path) -> None:
    """Its container, put into the room of this letter's."""
    pdf, kept = letters.plain_letter(), []
    plain = Container(key(chain), None)
    update.sign(pdf, update.read(pdf), {"M": b"(D:20250101000000Z)"}, lambda d: kept.append(d) or b"", plain.room)
    forged = update.sign(pdf, update.read(pdf), {"M": update.moment(AT)}, lambda _: plain.over(kept[0]), plain.room)
    assert judged(forged, chain, tmp_path).finding is Finding.CHANGED
