"""A signature drawn on the screen, as the page sends it."""

import base64
import binascii

from silastri.domain.refusal import NotFit


def drawn(data: str, field: str) -> bytes:
    """The PNG in ``data:image/png;base64,...``; nothing where nobody signed. Raises NotFit at that field."""
    if not data:
        return b""
    try:
        return base64.b64decode(data.removeprefix("data:image/png;base64,"), validate=True)
    except (binascii.Error, ValueError):
        sentence = "Tanda tangan tidak terbaca. Hapus, lalu bubuhkan lagi."
        raise NotFit(sentence, {field: sentence}) from None
