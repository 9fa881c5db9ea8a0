"""What a PDF says about itself: its title, its author, what it claims to be.

Programs that add proof to a signed letter write there when they saved it and who they are. Nothing else may change.
"""

import io
from collections.abc import Mapping
from typing import Any

from pyhanko.pdf_utils.metadata import model, xmp_xml
from pyhanko.pdf_utils.reader import HistoricalResolver

from .marks import Broken, whatever_breaks

_SAVING = frozenset({"/ModDate", "/Producer"})
_SAVED = frozenset(
    {model.PDF_PRODUCER, *(model.ExpandedName(model.NS["xmp"], name) for name in ("ModifyDate", "MetadataDate"))}
)
_MOST = 256 * 1024  # bytes of the description


def must_be_the_same(before: HistoricalResolver, after: HistoricalResolver) -> None:
    """Raises Broken if more was changed than when the file was saved, and by what."""
    with whatever_breaks("what it says about itself cannot be read"):
        if _info(before) != _info(after):
            raise Broken("another title or author")
        if _described(before) != _described(after):
            raise Broken("it describes itself otherwise")


def _info(revision: HistoricalResolver) -> Mapping[str, str]:
    found = revision.trailer_view.get_value_as_reference("/Info", optional=True)
    entries: Any = revision(found) if found else {}
    return {str(key): repr(entries.raw_get(key)) for key in entries if key not in _SAVING}


def _described(revision: HistoricalResolver) -> list[dict[str, Any]]:
    if "/Metadata" not in revision.root:
        return []
    stream = revision(revision.root.get_value_as_reference("/Metadata"))
    if len(stream.data) > _MOST:
        raise Broken("a description without end")
    return [
        {str(name): value for name, value in one if name not in _SAVED}
        for one in xmp_xml.parse_xmp(io.BytesIO(stream.data))
    ]
