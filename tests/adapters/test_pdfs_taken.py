"""PDFs that every viewer opens are taken and mended; those that do something by themselves, or are cut off, are not."""

import hashlib
import io
import shutil
import subprocess
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from silastri.adapters.intake.local import LocalIntake
from silastri.adapters.intake.port import NotAccepted
from tests import hostile

from .test_intake import a_pdf

intake = LocalIntake()


def raw(old: bytes, new: bytes, content: bytes = b"") -> bytes:
    """A PDF with other words in it, which moves what follows: its table of contents is wrong then."""
    plain = content or a_pdf(change=drawn)
    assert old in plain
    return plain.replace(old, new)


def drawn(document: pikepdf.Pdf) -> None:
    document.pages[0].MediaBox = Array([0, 0, 595, 842])
    document.pages[0].Contents = document.make_stream(b"0 0 100 100 re f")


def boxed(box: bytes, crop: bytes = b"") -> bytes:
    return raw(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox " + box + (b" /CropBox " + crop if crop else b""))


def numbered_far_up() -> bytes:
    """An object whose number is far larger than the file, as some programs write: qpdf does not believe it."""
    parts = [b"%PDF-1.7\n"]
    bodies = {
        8669: b"<< /Type /Catalog /Pages 8670 0 R >>",
        8670: b"<< /Type /Pages /Kids [8671 0 R] /Count 1 >>",
        8671: b"<< /Type /Page /Parent 8670 0 R /MediaBox [0 0 595 842] >>",
    }
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, body in bodies.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    return b"".join(parts) + table + b"trailer\n<< /Size 12 /Root 8669 0 R >>\nstartxref\n%d\n%%%%EOF" % start


OPENS_EVERYWHERE = {
    "numbers that are far too large": numbered_far_up(),
    "an owner's password": a_pdf(change=drawn, encryption=pikepdf.Encryption(owner="a", user="")),
    "one of the older kind": a_pdf(
        change=drawn, encryption=pikepdf.Encryption(owner="a", user="", R=3, aes=False, metadata=False)
    ),
    "a byte-order mark": b"\xef\xbb\xbf" + a_pdf(change=drawn),
    "a new line before it": b"\r\n" + a_pdf(change=drawn),
    "a word before it": b"halo\n" + a_pdf(change=drawn),
    "a wrong table of contents": raw(b"/Type /Catalog", b"/Type /Catalog /Lang (id-ID)"),
    "a length that is wrong": raw(b"/Length", b"/Length 3 /Length1"),
    "something after its end": a_pdf(change=drawn) + b"\r\n\r\n<!-- sent by a web page -->\r\n",
    "zeroes after its end": a_pdf(change=drawn) + bytes(5000),
    "a sheet upside down": boxed(b"[ 595 842 0 0 ]"),
    "a sheet below zero": boxed(b"[ -100.5 -100 494.5 742 ]"),
    "a sheet with two points in a number": boxed(b"[ 0 0 595.3.2 842 ]"),
    "a sheet with two signs": boxed(b"[ 0 0 --595 842 ]"),
    "a sheet with two corners": boxed(b"[ 595 842 ]"),
    "a sheet of nothing": boxed(b"[ 0 0 0 0 ]"),
    "a cut outside the sheet": boxed(b"[ 0 0 595 842 ]", b"[ 600 0 700 100 ]"),
    "a cut of nothing": boxed(b"[ 0 0 595 842 ]", b"[ 0 0 0 0 ]"),
    "a long receipt": hostile.sheet(200, 14_400),
    "metadata that is no XML": a_pdf(change=lambda d: d.Root.__setattr__("Metadata", d.make_stream(b"<x:"))),
}


@pytest.mark.parametrize("name", OPENS_EVERYWHERE)
def test_what_opens_everywhere_is_taken_mended_and_drawn(name: str) -> None:
    sent = OPENS_EVERYWHERE[name]
    paper = intake.tidy(sent)
    assert (paper.pages, len(paper.previews)) == (1, 1)
    assert paper.sent == hashlib.sha256(sent).hexdigest()
    assert paper.content.startswith(b"%PDF-")
    assert paper.content.rstrip().endswith(b"%%EOF")
    with pikepdf.open(io.BytesIO(paper.content), attempt_recovery=False) as document:
        assert not document.is_encrypted


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not installed")
def test_another_program_draws_what_was_mended() -> None:
    for name, sent in OPENS_EVERYWHERE.items():
        kept = intake.tidy(sent).content
        told = subprocess.run(["pdftoppm", "-r", "10", "-png", "-"], input=kept, capture_output=True, check=True)
        assert (told.stderr, told.stdout[1:4]) == (b"", b"PNG"), name


@pytest.mark.parametrize("part", [0.3, 0.5, 0.8, 0.95])
def test_what_came_in_part_is_not_taken_for_the_whole(part: float) -> None:
    whole = a_pdf(20, change=drawn)
    with pytest.raises(NotAccepted, match="terpotong"):
        intake.tidy(whole[: int(len(whole) * part)])


def opens(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    return lambda document: document.Root.__setattr__("OpenAction", action)


def page_opens(document: pikepdf.Pdf) -> None:
    document.pages[0].AA = document.make_indirect(Dictionary(O=document.make_indirect(web())))


def note_shows(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Screen, Rect=[0, 0, 9, 9], AA=Dictionary(PV=web()))
    document.pages[0].Annots = Array([document.make_indirect(note)])


def web() -> Dictionary:
    return Dictionary(S=Name.URI, URI=String("https://contoh.example/"))


def linked(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    return lambda document: document.pages[0].__setattr__("Annots", Array([link]))


@pytest.mark.parametrize(
    "change",
    [
        opens(web()),
        opens(Dictionary(S=Name.GoTo, D=Array([]), Next=web())),
        opens(Dictionary(S=Name.GoTo, D=Array([]), Next=Array([Dictionary(S=Name.Named, N=Name.Print), web()]))),
        opens(Dictionary(S=Name.GoToR, F=String("\\\\contoh.example\\berkas"))),
        page_opens,
        note_shows,
        linked(Dictionary(S=Name.GoToR, F=String("lain.pdf"))),
        linked(Dictionary(S=Name.Rendition, OP=0)),
        linked(Dictionary(S=Name.Launch, F=String("cmd.exe"))),
    ],
)
def test_what_leads_outside_by_itself_is_not_taken(change: Callable[[pikepdf.Pdf], None]) -> None:
    with pytest.raises(NotAccepted, match="program atau lampiran"):
        intake.tidy(a_pdf(change=change))


@pytest.mark.parametrize(
    "change",
    [
        linked(web()),  # read and clicked by a person
        opens(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
        lambda document: document.Root.__setattr__("OpenAction", Array([document.pages[0].obj, Name.Fit])),
    ],
)
def test_what_waits_for_a_click_or_turns_to_a_page_is_taken(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert intake.tidy(a_pdf(change=change)).pages == 1


def flagged(flags: object) -> bytes:
    return a_pdf(change=lambda d: d.Root.__setattr__("AcroForm", Dictionary(Fields=Array([]), SigFlags=flags)))


@pytest.mark.parametrize("flags", [Array([1]), Name.Yes, String("1"), Dictionary(A=1), True, 2, 0, 1.5])
def test_a_flag_that_is_no_number_makes_no_signed_pdf(flags: object) -> None:
    sent = flagged(flags) + b"\ntersembunyi"
    assert b"tersembunyi" not in intake.tidy(sent).content


def test_a_form_that_is_no_form_makes_no_signed_pdf() -> None:
    for form in (Array([1]), Name.X, String("x"), 7):
        sent = a_pdf(change=lambda d, form=form: d.Root.__setattr__("AcroForm", form)) + b"\ntersembunyi"  # type: ignore[misc]
        assert b"tersembunyi" not in intake.tidy(sent).content


def test_a_signed_pdf_without_its_flag_keeps_its_seal() -> None:
    def sign(document: pikepdf.Pdf) -> None:
        value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String(b"\0" * 20))
        field = Dictionary(FT=Name.Sig, T=String("a"), V=document.make_indirect(value))
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))

    sent = b"\n" + a_pdf(change=sign)
    assert intake.tidy(sent).content == sent
    with pytest.raises(NotAccepted):
        intake.tidy(b"<script>x</script>" + a_pdf(change=sign))


def test_one_for_which_a_password_must_be_known_says_so() -> None:
    with pytest.raises(NotAccepted, match="dikunci"):
        intake.tidy(a_pdf(encryption=pikepdf.Encryption(owner="a", user="b")))
