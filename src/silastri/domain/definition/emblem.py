"""The emblem of an office's letterhead: an SVG or PNG file beside ``kantor.yaml``, kept as SVG."""

import base64
import re
import struct
import zlib
from xml.etree import ElementTree

LARGEST = 150_000  # bytes: it goes into every letter
NARROWEST, WIDEST = 200, 3000  # pixels of a PNG; 2 cm on paper at 250 dots an inch
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(
    "svg g path circle ellipse rect line polyline polygon text tspan defs title desc linearGradient radialGradient "
    "stop clipPath mask use symbol style metadata".split()
)
_MEND = "simpan gambarnya sebagai SVG biasa atau PNG"


class BadEmblem(ValueError):
    """The file cannot be an emblem; the message says why, ``remedy`` what to do."""

    def __init__(self, why: str, remedy: str = _MEND) -> None:
        super().__init__(why)
        self.remedy = remedy


def read(name: str, content: bytes) -> str:
    """The emblem as SVG. Raises BadEmblem for a file that is too large, damaged, or more than a drawing."""
    if len(content) > LARGEST:
        raise BadEmblem(f"lambang lebih besar dari {LARGEST // 1000} kB", "kecilkan atau sederhanakan gambarnya")
    return _png(content) if name.endswith(".png") else _svg(content)


def _svg(content: bytes) -> str:
    """Only shapes: no script, no outside file, no entity that unfolds."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadEmblem("lambang bukan SVG dalam UTF-8") from None
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise BadEmblem("lambang memuat DOCTYPE", "hapus baris <!DOCTYPE ...> dari berkasnya")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without DOCTYPE there are no entities to unfold
    except ElementTree.ParseError as error:
        raise BadEmblem(f"lambang bukan SVG yang utuh, baris {error.position[0]}") from None
    if root.tag != f"{_SVG}svg":
        raise BadEmblem("lambang bukan SVG")
    if not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        raise BadEmblem("lambang tidak menyebut ukurannya", 'tambahkan viewBox="0 0 lebar tinggi" pada <svg>')
    for element in root.iter():
        _only_shapes(element)
    return text.strip()


def _only_shapes(element: ElementTree.Element) -> None:
    space, _, word = str(element.tag).rpartition("}")
    if f"{space}}}" == _SVG and word not in _DRAWN:
        raise BadEmblem(f"lambang memuat <{word}>", "simpan ulang sebagai SVG yang hanya berisi gambar garis")
    for name, value in element.attrib.items():
        outside = name.rpartition("}")[2] == "href" and not value.startswith("#")
        if outside or name.lower().startswith("on") or re.search(r"url\(\s*[^#\s]", value):
            raise BadEmblem("lambang merujuk berkas lain atau memuat skrip", "hapus tautan dan skrip dari berkasnya")
    if word == "style" and re.search(r"@import|url\(\s*[^#\s]", element.text or ""):
        raise BadEmblem("lambang merujuk berkas lain atau memuat skrip", "hapus tautan dan skrip dari berkasnya")


def _png(content: bytes) -> str:
    if not content.startswith(_PNG):
        raise BadEmblem("lambang bukan PNG")
    width, height = _whole(content)
    if min(width, height) < NARROWEST or max(width, height) > WIDEST:
        what = f"lambang berukuran {width} x {height} piksel"
        raise BadEmblem(what, f"pakai gambar {NARROWEST} sampai {WIDEST} piksel pada tiap sisinya")
    data = base64.b64encode(content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}"><image width="{width}" height="{height}" '
        f'xlink:href="data:image/png;base64,{data}"/></svg>'
    )


def _whole(content: bytes) -> tuple[int, int]:
    """The width and height in pixels. Raises BadEmblem when a part of the file is damaged."""
    at, kind, size = len(_PNG), b"", (0, 0)
    while at + 12 <= len(content) and kind != b"IEND":
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if check != struct.pack(">I", zlib.crc32(kind + data)):
            break
        size = struct.unpack(">II", data[:8]) if kind == b"IHDR" else size
        at += 12 + length
    else:
        if kind == b"IEND" and all(size):
            return size
    raise BadEmblem("lambang rusak atau terpotong", "simpan ulang gambarnya sebagai PNG")
