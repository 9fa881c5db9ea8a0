"""Papers as typst draws them."""

from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from silastri.adapters.pdf import qr
from silastri.adapters.pdf.port import CannotPrint
from silastri.adapters.pdf.ready import ready
from silastri.adapters.pdf.typst import Typst
from silastri.domain import printable
from silastri.domain.refusal import NotFit

AT = datetime(2026, 11, 20, 3, 0, 0, 123456, tzinfo=UTC)
DATA = {"title": "Surat", "office": {"short": "SILASTRI"}, "name": "Judul #[x] $a$", "lines": ["*bukan tebal*"]}


def test_the_same_data_and_moment_give_the_same_bytes() -> None:
    assert Typst().draw("sample", DATA, at=AT) == Typst().draw("sample", DATA, at=AT)


def test_what_was_drawn_lately_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    printer, compiled = Typst(), Typst._compiled
    drawn: list[str] = []

    def counted(*given: Any, **options: Any) -> Any:
        drawn.append(given[1])
        return compiled(printer, *given, **options)

    monkeypatch.setattr(printer, "_compiled", counted)
    for title in ("Surat", "Surat", "Surat lain"):
        pdf = printer.draw("sample", DATA | {"title": title}, at=AT)
    assert len(drawn) == 2
    assert pdf == Typst().draw("sample", DATA | {"title": "Surat lain"}, at=AT), "each has its own"


def test_is_pdf_a_with_its_language_and_a_title(tmp_path: object) -> None:
    import io

    with pikepdf.open(io.BytesIO(Typst().draw("sample", DATA, at=AT))) as document:
        assert str(document.Root.Lang) == "id"
        assert document.Root.MarkInfo.Marked
        assert b"pdfaid:part" in bytes(document.Root.Metadata.read_bytes())


def test_missing_data_is_a_named_error() -> None:
    with pytest.raises(CannotPrint, match="sample") as refused:
        Typst().draw("sample", {}, at=AT)
    assert isinstance(refused.value, NotFit), "so that whoever asked for the paper reads a sentence"


@pytest.mark.parametrize("name", ["<Budi \U0001f600", "<svg>\u202eContoh", "<\x07"])
def test_text_that_looks_like_a_drawing_is_tidied_too(name: str) -> None:
    """A name in the register once kept the register from being printed for ever."""
    assert ready({"rows": [name]}) == {"rows": [printable.tidy(name)]} != {"rows": [name]}
    assert Typst().draw("sample", DATA | {"lines": [name]}, at=AT)


def test_a_drawing_of_ours_stays_as_it_is() -> None:
    drawn = qr.svg("HTTPS://CONTOH.GO.ID/S/1")
    assert ready({"qr": drawn})["qr"] is drawn
