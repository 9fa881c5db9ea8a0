"""Signatures: what is genuine, what was changed, what is a stranger's; our word and poppler's."""

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from silastri.adapters.pdf.typst import Typst
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import Finding, NotSigned, Order, Signer

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
NUMBER = "500.16.7.4/0001/DPMPTSP/XI/2026"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> LocalSigner:
    return _signer(tmp_path_factory.mktemp("kunci"))


def _signer(folder: Path) -> LocalSigner:
    made = LocalSigner(authority=folder / "authority", signers=folder / "signers")
    made.issue(person=1, name="Dra. Bima Contoh, M.Si.", passphrase="frasa contoh")
    return made


@pytest.fixture(scope="module")
def letter() -> bytes:
    data = {"title": "Surat", "office": {"short": "SILASTRI"}, "name": "Surat", "lines": ["Isi surat."]}
    return Typst().draw("sample", data, at=AT)


@pytest.fixture(scope="module")
def signed(signer: LocalSigner, letter: bytes) -> bytes:
    return _sign(signer, letter, person=1, passphrase="frasa contoh")


def _sign(signer: LocalSigner, pdf: bytes, *, person: int = 1, passphrase: str = "frasa contoh") -> bytes:
    with signer.pen(Signer(person), passphrase) as pen:
        return pen.sign(pdf, Order(NUMBER, "Bagansiapiapi", AT)).pdf


def test_a_signed_letter_is_genuine_and_tells_its_number(signer: LocalSigner, signed: bytes) -> None:
    verdict = signer.verify(signed)
    assert verdict.finding is Finding.GENUINE
    assert (verdict.signer, verdict.number, verdict.is_example) == ("Dra. Bima Contoh, M.Si.", NUMBER, True)


def test_a_wrong_passphrase_signs_nothing(signer: LocalSigner, letter: bytes) -> None:
    for wrong in ("", "salah", "Frasa contoh"):
        with pytest.raises(NotSigned, match="Frasa sandi salah"):
            _sign(signer, letter, person=1, passphrase=wrong)


def test_somebody_without_a_key_cannot_sign(signer: LocalSigner, letter: bytes) -> None:
    with pytest.raises(NotSigned, match="belum punya sertifikat"):
        _sign(signer, letter, person=2, passphrase="frasa contoh")


def test_any_changed_byte_is_found(signer: LocalSigner, signed: bytes) -> None:
    """Every 97th byte outside the signature itself: nothing that differs from what was signed is genuine."""
    start = signed.index(b"/Contents <")
    end = signed.index(b">", start)
    for place in [*range(0, start, 97), *range(end, len(signed), 97)]:
        forged = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert signer.verify(forged).finding is not Finding.GENUINE, place


def test_what_is_added_later_is_found(signer: LocalSigner, signed: bytes) -> None:
    assert signer.verify(signed + b"\n% x").finding is Finding.CHANGED
    with pikepdf.open(io.BytesIO(signed)) as document:
        document.add_blank_page()
        out = io.BytesIO()
        document.save(out)
    assert signer.verify(out.getvalue()).finding is not Finding.GENUINE


def test_a_cut_letter_is_not_genuine(signer: LocalSigner, signed: bytes) -> None:
    for length in range(0, len(signed), 1999):
        assert signer.verify(signed[:length]).finding is not Finding.GENUINE


def test_another_authority_is_unknown(signer: LocalSigner, letter: bytes, tmp_path: Path) -> None:
    stranger = _signer(tmp_path)
    forged = _sign(stranger, letter)
    assert signer.verify(forged).finding is Finding.UNKNOWN


_FAR = b"%PDF-1.7\nstartxref\n" + b"9" * 30 + b"\n%%EOF"  # a place that no file has


@pytest.mark.parametrize("content", [b"", b"abc", b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00" * 5000, b"PK\x03\x04", _FAR])
def test_no_pdf_is_unknown(signer: LocalSigner, content: bytes) -> None:
    assert signer.verify(content).finding is Finding.UNKNOWN


def test_an_unsigned_letter_is_unknown(signer: LocalSigner, letter: bytes) -> None:
    assert signer.verify(letter).finding is Finding.UNKNOWN


def test_keys_are_private(signer: LocalSigner) -> None:
    for path in [*signer.authority.signers.glob("*.p12"), signer.authority.folder / "authority.key"]:
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.pdfsig
@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig (poppler-utils) is not installed")
def test_poppler_agrees(signed: bytes, tmp_path: Path) -> None:
    def says(content: bytes) -> str:
        path = tmp_path / "surat.pdf"
        path.write_bytes(content)
        return subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout

    said = says(signed)
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    place = signed.index(b"stream") + 40
    assert "Signature is Valid." not in says(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :])
