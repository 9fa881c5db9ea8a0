"""The papers of a preview: table and SOP of the present text, letters with sample data."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse

from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office
from silastri.domain.refusal import NotThere
from silastri.journey.papers import picture as pictures
from silastri.journey.papers import sop, standard
from silastri.web.guard import Request, public
from silastri.web.pdf import pdf

from .workshop import readable, workshop


class NotDrawn(NotThere):
    """The text has mistakes, and nothing can be drawn."""


@public
def standard_pdf(request: Request) -> HttpResponse:
    return pdf(_drawn(lambda d, o: standard.pdf(d, o, at=request.act.at)), "standar-pratinjau")


@public
def sop_pdf(request: Request) -> HttpResponse:
    return pdf(_drawn(lambda d, o: sop.pdf(d, o, at=request.act.at)), "sop-pratinjau")


@public
def sop_picture(request: Request) -> HttpResponse:
    return _fresh(HttpResponse(_drawn(sop.picture), content_type="image/svg+xml"))


@public
def paper(request: Request, key: str) -> HttpResponse:
    return _fresh(pdf(_content(key, request.act.at), f"contoh-{key}"))


@public
def picture(request: Request, key: str) -> HttpResponse:
    drawn = pictures.of_pdf(_content(key, request.act.at), page=1, width=600)
    return _fresh(HttpResponse(drawn, content_type="image/webp"))


def _drawn(draw: Callable[[Definition, Office], bytes]) -> bytes:
    """Draws from the present text, even with mistakes, as far as that is possible. Raises NotDrawn."""
    bench = workshop()
    found = readable(bench)
    if found is None:
        raise NotDrawn("Belum bisa digambar. Perbaiki dulu kesalahan di naskah.")
    try:
        return draw(*found)
    except Exception:
        if bench.state.reading.may_run:
            raise
        raise NotDrawn("Belum bisa digambar. Perbaiki dulu kesalahan di naskah.") from None


def _content(key: str, at: datetime) -> bytes:
    """Raises NotDrawn with what is wrong."""
    found = workshop().paper(key, at)
    if found is None or not found.content:
        raise NotDrawn(found.problem if found else "Surat ini tidak ada di naskah.")
    content: bytes = found.content
    return content


def _fresh(response: HttpResponse) -> HttpResponse:
    """Keeps the browser from storing it: the next text may draw another paper under the same address."""
    response["Cache-Control"] = "no-store"
    return response
