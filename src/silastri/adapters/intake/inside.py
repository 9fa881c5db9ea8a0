"""The program inside the process that decodes files: takes an act and its file."""

from collections.abc import Callable
from typing import Any

from silastri.adapters.cell import inside

from . import mark, pdf, photo, sheets, tidy
from .port import NotAccepted

_TOO_LARGE = "Berkas ini terlalu besar untuk dibuka. Perkecil atau pindai ulang, lalu kirim lagi."
ACTS: dict[str, Callable[..., Any]] = {
    "tidy": tidy.tidy,
    "small": photo.small,
    "codes": sheets.codes,
    "picture": sheets.picture,
    "text": sheets.text,
    "find": sheets.find,
    "pages": sheets.pages,
    "content": pdf.content,
    "mark_picture": mark.picture,
    "mark_pdf": mark.pdf,
}


def answer(act: str, given: list[Any]) -> tuple[str, Any]:
    """``done`` and what was made, ``refused`` and a sentence, or ``failed`` and what went wrong."""
    try:
        return "done", ACTS[act](*given)
    except NotAccepted as refused:
        return "refused", str(refused)
    except MemoryError:
        return "refused", _TOO_LARGE
    except Exception as error:  # a malicious file may bring a decoder to raise anything
        return "failed", f"{type(error).__name__}: {error}"[:500]


if __name__ == "__main__":
    inside.run(answer)
