"""The kartu kendali on paper."""

from django.http import HttpResponse

from silastri.apps.cases import queries as cases
from silastri.journey.papers import control_card
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


@officer
def card(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    return pdf(control_card.draw(case, at=request.act.at), f"kartu-kendali-{case.ref}")
