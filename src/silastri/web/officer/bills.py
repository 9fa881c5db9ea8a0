"""The bills of the office; one bill, and the proof that it was paid, on paper."""

from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.cases import queries as cases
from silastri.apps.payments import queries
from silastri.apps.payments.models import Bill
from silastri.domain.refusal import NotThere
from silastri.journey.case.dossier import dossier_of
from silastri.journey.papers import bill as papers
from silastri.web import search
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf
from silastri.web.search import searched


@officer
@searched
def bills(request: DeskRequest) -> HttpResponse:
    """The bills of the office, and the payment notices that were not believed."""
    state, words = request.GET.get("keadaan", ""), search.words(request)
    state = state if state in Bill.State.values else ""
    office = request.desk.office.pk
    found = {
        "bills": queries.of_office(office, state, words)[:200],
        "state": state,
        "states": Bill.State.choices,
        "words": words,
        "doubted": queries.doubted(office)[:20],
        "today": request.today,
    }
    template = "officer/_bills.html" if request.htmx else "officer/bills.html"  # type: ignore[attr-defined]
    return render(request, template, found)


@officer
def bill_pdf(request: DeskRequest, ref: str) -> HttpResponse:
    """The SKRD; for a paid bill, ``?bukti=1`` gives the proof of payment."""
    case = cases.case(ref, office=request.desk.office.pk)
    bill = queries.of_case(case)
    if bill is None:
        raise NotThere("Permohonan ini tidak punya tagihan.")
    if request.GET.get("bukti") and bill.state == Bill.State.PAID:
        return pdf(papers.proof(dossier_of(case), bill, at=request.act.at), f"bukti-bayar-{ref}")
    return pdf(papers.bill(dossier_of(case), bill, at=request.act.at), f"skrd-{ref}")
