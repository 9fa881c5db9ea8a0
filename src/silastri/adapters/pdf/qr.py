"""QR codes for papers."""

import re
from typing import Any

from .svg import Svg

_DARK = re.compile(rb"\x00+")
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}  # light on a dark terminal


def svg(content: str) -> Svg:
    """The QR of the content. Each part is packed by its characters: capitals and digits need least. It reads with 15 %
    hidden."""
    rows = _squares(content, margin=False)
    size = len(rows)
    path = "".join(
        f"M{dark.start()} {y}.5h{dark.end() - dark.start()}"
        for y in range(size)
        for dark in _DARK.finditer(bytes(rows[y]))
    )
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path d="{path}" stroke="#000" stroke-width="1"/></svg>'
    )


def for_terminal(content: str) -> str:
    """The QR of the content in blocks, two rows in a line, with the light margin that readers need."""
    rows = _squares(content, margin=True)
    rows += [[255] * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(_BLOCKS[bool(a), bool(b)] for a, b in zip(up, down, strict=True)) for up, down in pairs)


def _squares(content: str, *, margin: bool) -> Any:
    """Rows of 0 (dark) and 255."""
    import zxingcpp  # noqa: PLC0415 - 2 MB that a process which draws no code does not need

    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return memoryview(code.to_image(scale=1, add_quiet_zones=margin)).tolist()  # type: ignore[arg-type]  # it is a buffer
