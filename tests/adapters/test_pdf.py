"""Papers as typst draws them."""

from datetime import UTC, datetime

import pikepdf
import pytest

from silastri.adapters.pdf.port import CannotPrint
from silastri.adapters.pdf.typst import Typst

AT = datetime(2026, 11, 20, 3, 0, 0, 123456, tzinfo=UTC)
DATA = {"title": "Surat", "office": {"short": "SILASTRI"}, "name": "Judul #[x] $a$", "lines": ["*bukan tebal*"]}


def test_the_same_data_and_moment_give_the_same_bytes() -> None:
    printer = Typst()
    assert printer.draw("sample", DATA, at=AT) == printer.draw("sample", DATA, at=AT)


def test_is_pdf_a_with_its_language_and_a_title(tmp_path: object) -> None:
    import io

    with pikepdf.open(io.BytesIO(Typst().draw("sample", DATA, at=AT))) as document:
        assert str(document.Root.Lang) == "id"
        assert document.Root.MarkInfo.Marked
        assert b"pdfaid:part" in bytes(document.Root.Metadata.read_bytes())


def test_missing_data_is_a_named_error() -> None:
    with pytest.raises(CannotPrint, match="sample"):
        Typst().draw("sample", {}, at=AT)
