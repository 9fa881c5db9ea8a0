"""Proof that others add to a signed letter changes nothing that it says; anything else is a change."""

import hashlib
import io
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore

from silastri.adapters.signing import proof
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import Finding, Level
from silastri.adapters.signing.proof import asn1
from tests import letters, tampering


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[LocalSigner, bytes]:
    signer = letters.demo(tmp_path_factory.mktemp("kunci"))
    return signer, letters.sign(signer, letters.plain_letter())


def with_proof(signer: LocalSigner, pdf: bytes) -> bytes:
    """As other programs do it: the certificates go into the file, and its description says who saved it when."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=[asn1(signer.authority.certificate)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_stamp(pdf: bytes, *, box: tuple[int, int, int, int] = (0, 0, 0, 0)) -> bytes:
    """A document timestamp by an authority that nobody here knows; in that box of the page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if any(box):
        append_signature_field(writer, SigFieldSpec("Cap", box=box, on_page=0))
    stranger = letters.Chain("Asing")
    stamper = PdfTimeStamper(stranger.clock(), field_name="Cap" if any(box) else None)
    out = stamper.timestamp_pdf(writer, "sha256", proof.context(proof.Trust((stranger.root,))), bytes_reserved=16384)
    return bytes(out.getvalue())


def _sha256(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def test_a_letter_with_proof_added_is_unchanged(signed: tuple[LocalSigner, bytes]) -> None:
    signer, pdf = signed
    added = with_proof(signer, pdf)
    found = signer.verify(added)
    assert (found.finding, found.changes, found.number) == (Finding.GENUINE, (), letters.NUMBER)
    assert _sha256(pdf) in found.earlier
    assert _sha256(added) not in found.earlier
    twice = signer.verify(with_proof(signer, with_stamp(added)))
    assert twice.finding is Finding.GENUINE
    assert {_sha256(pdf), _sha256(added)} <= set(twice.earlier)


def test_a_stranger_s_timestamp_changes_nothing_and_proves_nothing(signed: tuple[LocalSigner, bytes]) -> None:
    signer, pdf = signed
    found = signer.verify(with_stamp(pdf))
    assert (found.finding, found.level, found.stamp, found.archived) == (Finding.GENUINE, Level.B_B, None, ())
    assert found.signed_at == letters.AT
    assert _sha256(pdf) in found.earlier


def described(pdf: bytes) -> bytes:
    letter = tampering.Letter(pdf)
    said = letter.document.Root.Metadata.read_bytes()
    assert b"DPMPTSP" in said or b"Surat" in said
    other = said.replace(b"Surat", b"Izin").replace(b"DPMPTSP", b"DPMD")
    return letter.updated({letter.metadata: tampering.stream(other, b"/Type/Metadata/Subtype/XML")})


FORGED: dict[str, Callable[[LocalSigner, bytes], bytes]] = {
    "a stamp that covers the text": lambda _, pdf: with_stamp(pdf, box=(50, 400, 500, 700)),
    "proof, then another page": lambda signer, pdf: tampering.with_page(with_proof(signer, pdf)),
    "another page, then proof": lambda signer, pdf: with_proof(signer, tampering.with_page(pdf)),
    "another text, then proof": lambda signer, pdf: with_proof(signer, tampering.with_content(pdf)),
    "another text, then a stamp": lambda _, pdf: with_stamp(tampering.with_content(pdf)),
    "another title, then proof": lambda signer, pdf: with_proof(signer, tampering.with_title(pdf)),
    "another description, then a stamp": lambda _, pdf: with_stamp(described(pdf)),
    "a note laid over, then proof": lambda signer, pdf: with_proof(signer, tampering.with_note(pdf)),
    "another catalog, then proof": lambda signer, pdf: with_proof(signer, tampering.with_root(pdf)),
    "proof, then a script": lambda signer, pdf: tampering.with_script(with_proof(signer, pdf)),
    "proof, then another text": lambda signer, pdf: tampering.with_content(with_proof(signer, pdf)),
    "proof, then a part by another's hand": lambda signer, pdf: with_proof(signer, pdf) + tampering.FORGED_TEXT,
}


@pytest.mark.parametrize("way", FORGED)
def test_a_change_beside_the_proof_is_found(signed: tuple[LocalSigner, bytes], way: str) -> None:
    signer, pdf = signed
    found = signer.verify(FORGED[way](signer, pdf))
    assert (found.finding, found.earlier) == (Finding.CHANGED, ()), found


def test_a_space_behind_is_no_proof(signed: tuple[LocalSigner, bytes]) -> None:
    """So the register knows neither the file nor an earlier one of it."""
    signer, pdf = signed
    for behind in (b"\n", b" ", b"\r\n\n"):
        assert signer.verify(pdf + behind).earlier == ()
        assert signer.verify(with_proof(signer, pdf) + behind * 3).earlier == ()
