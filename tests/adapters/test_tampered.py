"""A table of forged letters, each found out; and genuine ones for control, on which three verifiers agree."""

import io
import random
import resource
import shutil
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp

from silastri.adapters.signing import proof
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import Finding, Level
from tests import letters, tampering
from tests.campaign import campaign, tries

KINDS = ["ec", "rsa2048", "rsa3072"]
LEVELS = ["B-B", "B-T", "B-LTA"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], tuple[LocalSigner, bytes]]:
    """A genuine letter and the signer who knows it; made once for each kind of key and level."""
    kept: dict[tuple[str, str], tuple[LocalSigner, bytes]] = {}

    def make(kind: str, level: str) -> tuple[LocalSigner, bytes]:
        if (kind, level) not in kept:
            signer = letters.demo(tmp_path_factory.mktemp(f"{kind}-{level}"), kind=kind, level=level)
            kept[kind, level] = signer, letters.sign(signer, letters.plain_letter())
        return kept[kind, level]

    return make


@pytest.mark.parametrize("kind", ["ec", "rsa2048"])
@pytest.mark.parametrize("way", tampering.WAYS)
def test_each_forgery_is_found(made: Callable, kind: str, way: str) -> None:
    signer, pdf = made(kind, "B-B")
    forged = tampering.WAYS[way](pdf)
    assert forged != pdf
    found = signer.verify(forged)
    # What is cut off before its signature claims none.
    assert found.finding is (Finding.UNKNOWN if way == "cut in the middle" else Finding.CHANGED), found


# What may stand behind a letter that lasts is proof, and nothing else.
BEHIND = [way for way in tampering.WAYS if "container" not in way and "range" not in way and way != "wrapped (SWA)"]


@pytest.mark.parametrize("way", BEHIND)
def test_each_forgery_of_a_letter_that_lasts_is_found(made: Callable, way: str) -> None:
    signer, pdf = made("ec", "B-LTA")
    found = signer.verify(tampering.WAYS[way](pdf))
    assert found.finding is not Finding.GENUINE, found


@pytest.mark.parametrize(
    ("way", "says"),
    [
        ("a page added (ISA)", "Halaman 2 ditambahkan."),
        ("a page taken away (ISA)", "1 halaman dihapus."),
        ("another text (ISA)", "Halaman 1 diubah."),
        ("another font (shadow, replace)", "Halaman 1 diubah."),
        ("something laid over (shadow, hide)", "Catatan, isian, atau tempelan pada halaman 1 diubah."),
        ("another title", "Keterangan berkas (judul, pembuat) diubah."),
        ("two fields for one signature", "Tanda tangan lain ditambahkan."),
    ],
)
def test_it_tells_what_was_changed_and_where(made: Callable, way: str, says: str) -> None:
    for level in ("B-B", "B-LTA"):
        signer, pdf = made("ec", level)
        found = signer.verify(tampering.WAYS[way](pdf))
        assert says in found.changes
        assert found.number == letters.NUMBER


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", LEVELS)
def test_each_genuine_letter_is_genuine(made: Callable, kind: str, level: str) -> None:
    signer, pdf = made(kind, level)
    found = signer.verify(pdf)
    assert (found.finding, found.level) == (Finding.GENUINE, Level(level)), found
    assert [one.name for one in found.chain] == [letters.NAME, "Otoritas CONTOH SILASTRI"]
    assert (found.stamp is None) == (level == "B-B")
    assert len(found.archived) == (level == "B-LTA")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", LEVELS)
def test_pyhanko_agrees(made: Callable, kind: str, level: str) -> None:
    signer, pdf = made(kind, level)
    trusted = signer._trust()
    reader = PdfFileReader(io.BytesIO(pdf))
    signature = reader.embedded_regular_signatures[0]
    status = validate_pdf_signature(signature, proof.context(trusted), proof.context(trusted))
    assert status.bottom_line, status.summary()
    if level == "B-LTA":
        stamp = reader.embedded_timestamp_signatures[0]
        status = validate_pdf_timestamp(stamp, proof.context(trusted))
        assert status.intact
        assert status.valid
        assert status.trusted


@pytest.mark.pdfsig
@pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig (poppler-utils) is not installed")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", LEVELS)
def test_poppler_agrees(made: Callable, tmp_path: Path, kind: str, level: str) -> None:
    _, pdf = made(kind, level)
    path = tmp_path / "surat.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_letter_stays_what_it_was(made: Callable, kind: str, level: str) -> None:
    """A sound PDF, of the same claims (PDF/A-3a), with a field that prints."""
    _, pdf = made(kind, level)
    with pikepdf.open(io.BytesIO(letters.plain_letter())) as drawn, pikepdf.open(io.BytesIO(pdf)) as signed:
        assert signed.check_pdf_syntax() == []
        assert signed.Root.Metadata.read_bytes() == drawn.Root.Metadata.read_bytes()
        assert signed.docinfo == drawn.docinfo
        assert signed.trailer.ID[0] == drawn.trailer.ID[0]
        for field in signed.Root.AcroForm.Fields:
            assert int(field.F) & 4, "printable"
            assert [float(n) for n in field.Rect] == [0, 0, 0, 0], "invisible, so it needs no appearance"


def test_a_pdf_of_another_printer_is_signed_too(tmp_path: Path) -> None:
    """Cross-reference streams, forms, annotations: left to pyHanko, with the same outcome."""
    signer = letters.demo(tmp_path)
    packed = tampering.as_objects(letters.plain_letter())
    found = signer.verify(letters.sign(signer, packed))
    assert (found.finding, found.number, found.level) == (Finding.GENUINE, letters.NUMBER, Level.B_B)
    pdf = letters.sign(signer, packed)
    for way in ("another text (ISA)", "another text, by a stream (ISA)", "a page added (ISA)", "something behind"):
        assert signer.verify(tampering.WAYS[way](pdf)).finding is Finding.CHANGED, way


def test_what_lay_ready_before_signing_is_found_when_it_is_used(tmp_path: Path) -> None:
    """Shadow attack, hide and replace: the forged page is in the signed bytes, and a later catalog shows it."""
    signer = letters.demo(tmp_path)
    with pikepdf.open(io.BytesIO(letters.plain_letter())) as document:
        hidden = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842]))
        document.Root.PieceInfo = pikepdf.Dictionary(Ready=hidden)
        out = io.BytesIO()
        document.save(out)
    pdf = letters.sign(signer, out.getvalue())
    assert signer.verify(pdf).finding is Finding.GENUINE
    letter = tampering.Letter(pdf)
    ready = letter.document.Root.PieceInfo.Ready.objgen[0]
    forged = letter.updated({letter.pages: letter.text(letter.pages, Kids=f"[{ready} 0 R]")})
    found = signer.verify(forged)
    assert (found.finding, found.changes) == (Finding.CHANGED, ("Halaman 1 diubah.",))


def _packed(letter: tampering.Letter, unpacked: int) -> bytes:
    """The letter's text moved into a packed part that grows without end when it is read."""
    packer = zlib.compressobj(9)
    body = packer.compress(b"%d 0 " % letter.content)
    for _ in range(unpacked):
        body += packer.compress(bytes(1024 * 1024))
    part = tampering.stream(body + packer.flush(), b"/Type/ObjStm/N 1/First 6/Filter/FlateDecode")
    places = [len(letter.pdf)]
    out = letter.pdf + b"%d 0 obj\n%s\nendobj\n" % (letter.size, part)
    places.append(len(out))
    rows = (
        b"\2" + letter.size.to_bytes(4, "big") + b"\0" + b"".join(b"\1" + n.to_bytes(4, "big") + b"\0" for n in places)
    )
    head = b"/Type/XRef/Size %d/W[1 4 1]/Index[%d 1 %d 2]" % (letter.size + 2, letter.content, letter.size)
    facts = b"/Root %d 0 R/Prev %d" % (letter.root, letter.table)
    out += b"%d 0 obj\n%s\nendobj\n" % (letter.size + 1, tampering.stream(rows, head + facts))
    return out + b"startxref\n%d\n%%%%EOF\n" % places[1]


def test_files_made_to_harm_get_a_verdict(made: Callable) -> None:
    """Packed without end, nested without end, ranges without end: told, in little room."""
    signer, pdf = made("ec", "B-LTA")
    letter = tampering.Letter(pdf)
    nested = letter.updated({letter.size: b"[" * 100_000 + b"]" * 100_000})
    hidden = letter.updated({letter.size: b"<</Filter/L#5aWDecode>>"})
    for forged in (_packed(letter, 200), nested, hidden, pdf + bytes(9 * 1024 * 1024) + b"startxref\n0\n%%EOF"):
        assert signer.verify(forged).finding is Finding.CHANGED
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert signer.verify(_packed(letter, 1000)).finding is Finding.CHANGED
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024, "kilobytes"
    ranges = b"%PDF-1.7\n" + b"/ByteRange[0 1 2 3]" * 100_000
    brackets = b"%PDF-1.7\n1 0 obj\n<</ByteRange[0 99999 99999 9]" + b"[" * 100_000 + b">>\nendobj\n"
    for forged in (ranges, brackets, b"%PDF-1.7\n" + b"/SubFilter" * 100_000):
        assert signer.verify(forged).finding is Finding.CHANGED
    assert signer.verify(b"%PDF-1.7\n" + bytes(33 * 1024 * 1024)).finding is Finding.UNKNOWN


@campaign
@pytest.mark.parametrize("level", LEVELS)
def test_no_chance_change_is_genuine(made: Callable, level: str) -> None:
    """Bytes changed, taken out or put in at random, in the letter and in its container alike."""
    signer, pdf = made("ec", level)
    chance = random.Random(7)
    begins, ends = tampering.gap(pdf)
    used = begins + len(pdf[begins:ends].rstrip(b"0>"))
    for turn in range(tries(100, 4000)):
        place = chance.randrange(begins, used) if turn % 2 else chance.randrange(len(pdf))
        cut, new = chance.choice([(1, bytes([pdf[place] ^ (1 << chance.randrange(8))])), (1, b""), (0, b"0")])
        forged = pdf[:place] + new + pdf[place + cut :]
        if forged != pdf and forged.rstrip() != pdf.rstrip():
            assert signer.verify(forged).finding is not Finding.GENUINE, (turn, place, new)
