"""A letter of a case, as its officers see it: the file, and its pages as pictures."""

from django.http import HttpResponse

from silastri.apps.cases import queries as cases
from silastri.journey.case.dossier import dossier_of
from silastri.journey.papers import picture as pictures
from silastri.journey.papers.file import file
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

_WIDTHS = {"kecil": 200, "besar": 1600}  # pixels across


@officer
def letter(request: DeskRequest, ref: str, key: str) -> HttpResponse:
    """The signed letter; before that a preview that says so across the page, or the blank for ink."""
    case = cases.case(ref, office=request.desk.office.pk)
    return pdf(file(dossier_of(case), key, at=request.act.at), f"surat-{ref}-{key}")


@officer
def letter_picture(request: DeskRequest, ref: str, key: str, page: int) -> HttpResponse:
    """A page of the letter as a picture, for telephones that show no PDF in a page."""
    case = cases.case(ref, office=request.desk.office.pk)
    content = file(dossier_of(case), key, at=request.act.at)
    width = _WIDTHS.get(request.GET.get("ukuran", ""), 900)
    return HttpResponse(pictures.of_pdf(content, page=page, width=width), content_type="image/webp")
