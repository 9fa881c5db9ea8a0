"""Makes of a frame that was drawn the beginning of a long PDF: its fonts, and its pages as forms. What is written after
it needs no library for PDFs, which would take 15 MB."""

import io
import json
import re
from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .face import FACES, Face

FORMS = ("First", "Next", "End")
_MARKS = {"BMC", "BDC", "EMC", "DP", "MP"}  # of a structure that the whole does not have
_SYMBOLIC = 4
_AT_MOST = 100  # lines in a section of a CMap
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def begun(drawn: bytes) -> tuple[dict[str, Any], bytes]:
    """What the template says of its measures and where things are in the PDF, and the PDF. Pages are to be added."""
    with pikepdf.open(io.BytesIO(drawn)) as frame, pikepdf.new() as whole:
        measures = json.loads(frame.attachments["measures.json"].get_file().read_bytes())
        box = frame.pages[0].mediabox
        fonts = Dictionary({f"/{key}": _embedded(whole, name, Face(file)) for key, (name, file) in FACES.items()})
        forms = Dictionary({f"/{name}": form for name, form in zip(FORMS, _forms(frame, whole), strict=True)})
        page = whole.add_blank_page(page_size=(float(box[2]), float(box[3])))  # which is none of the whole
        page.Resources = whole.make_indirect(Dictionary(Font=fonts, XObject=forms))
        whole.Root.Lang = frame.Root.Lang
        whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for name, told in frame.docinfo.items():
            whole.docinfo[name] = str(told)
        out = io.BytesIO()
        whole.save(out, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return measures | {"width": float(box[2]), "height": float(box[3])} | _places(out.getvalue()), out.getvalue()


def _forms(frame: pikepdf.Pdf, whole: pikepdf.Pdf) -> Iterable[Any]:
    for page in frame.pages:
        kept = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in _MARKS]
        page.Contents = pikepdf.Stream(frame, pikepdf.unparse_content_stream(kept))
        yield whole.copy_foreign(page.as_form_xobject())


def _places(saved: bytes) -> dict[str, Any]:
    """The numbers of objects, as they were saved."""
    found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", saved)
    assert found
    with pikepdf.open(io.BytesIO(saved)) as whole:
        return {
            "previous": int(found[1]),
            "objects": int(whole.trailer.Size),
            "root": whole.Root.objgen[0],
            "info": whole.docinfo.objgen[0],
            "pages": whole.Root.Pages.objgen[0],
            "resources": whole.pages[0].Resources.objgen[0],
            "id": bytes(whole.trailer.ID[0]).hex(),
        }


def _embedded(whole: pikepdf.Pdf, name: str, face: Face) -> Any:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{name}"),
        Flags=_SYMBOLIC,
        FontBBox=Array([face.scaled("head", 36 + 2 * n) for n in range(4)]),
        ItalicAngle=0,
        Ascent=face.scaled("hhea", 4),
        Descent=face.scaled("hhea", 6),
        CapHeight=face.scaled("OS/2", 88),
        StemV=80,
        FontFile2=whole.make_indirect(pikepdf.Stream(whole, face.bare())),
    )
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{name}"),
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=whole.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        W=Array([0, Array(face.all_widths())]),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(f"/{name}"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([whole.make_indirect(glyphs)]),
        ToUnicode=whole.make_indirect(
            pikepdf.Stream(whole, _to_unicode({code: face.glyphs[code] for code in face.characters()}))
        ),
    )
    return whole.make_indirect(font)


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    """Of two characters with one glyph, the first is meant."""
    codes = {glyph: code for code, glyph in sorted(glyphs.items(), reverse=True) if glyph}
    lines = [f"<{glyph}> <{code:04x}>" for glyph, code in sorted(codes.items())]
    sections = (lines[n : n + _AT_MOST] for n in range(0, len(lines), _AT_MOST))
    told = (f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar" for some in sections)
    return _TO_UNICODE.format("\n".join(told)).encode()
