"""Files that are made to keep a computer busy or to fill its memory."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image


def saved(document: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    document.save(out, **how)
    return out.getvalue()


def nested_forms(levels: int = 12, each: int = 10) -> bytes:
    """Two kilobytes: each form draws the next ten times over."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    inner: pikepdf.Object | None = None
    for _ in range(levels):
        form = document.make_stream(b"0 0 m 500 800 l S" if inner is None else b"/F Do\n" * each)
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.Resources = Dictionary() if inner is None else Dictionary(XObject=Dictionary(F=inner))
        inner = document.make_indirect(form)
    page.Resources = Dictionary(XObject=Dictionary(F=inner))
    page.Contents = document.make_stream(b"/F Do")
    return saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def sheet(across: float, down: float) -> bytes:
    """A PDF with one empty page of that size in points."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(across, down))
    return saved(document)


def wide_png(side: int = 7700) -> bytes:
    """A quarter of a megabyte that unpacks to 178."""
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, "PNG")
    return out.getvalue()
