"""The applicant's bill: how much, until when, how to pay."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.payments import queries as payments
from silastri.apps.payments.models import Bill
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case.dossier import dossier_of
from silastri.journey.papers import bill as papers
from silastri.journey.steps import pay as journey
from silastri.web.forms import ACCEPT, sent_file
from silastri.web.guard import Request, applicant
from silastri.web.pdf import pdf


@applicant
def pay(request: Request, ref: str) -> HttpResponse:
    bill = _bill(request, ref)
    fee = dossier_of(bill.case).definition.standard.fee
    errors: dict[str, str] = {}
    if request.method == "POST" and fee.payee:
        errors = _proof_handed_in(request, ref)
    elif request.method == "POST":
        journey.open_way(request.act, ref=ref)
    if request.method == "POST" and not errors:
        return redirect("my_bill", ref)
    page = {
        "case": bill.case,
        "bill": bill,
        "is_simulated": journey.is_simulated(),
        "is_offered": journey.is_offered(),
        "fee": fee,
        "errors": errors,
        "accept": ACCEPT,
    }
    page |= {"proof": journey.proof_of(bill.case), "reference": request.POST.get("nomor_bukti", "")}
    return render(request, "applicant/pay.html", page, status=422 if errors else 200)


def _proof_handed_in(request: Request, ref: str) -> dict[str, str]:
    """What is wrong with the proof of a payment to another body; empty when it was accepted."""
    try:
        journey.hand_in_proof(
            request.act,
            ref=ref,
            reference=request.POST.get("nomor_bukti", ""),
            **sent_file(request),
        )
    except NotFit as refusal:
        return refusal.fields or {"berkas": str(refusal)}
    messages.success(request, "Bukti bayar terkirim. Petugas akan memeriksanya.")
    return {}


@applicant
def press_paid(request: Request, ref: str) -> HttpResponse:
    """The button of a simulated payment service, which then sends its notice as a real one would."""
    bill = _bill(request, ref)
    if request.method == "POST":
        journey.simulate(request.act, bill)
        messages.success(request, "Pembayaran (simulasi) diterima.")
    return redirect("my_bill", ref)


@applicant
def bill_pdf(request: Request, ref: str) -> HttpResponse:
    """The SKRD; for a paid bill, ``?bukti=1`` gives the proof of payment."""
    bill = _bill(request, ref)
    if request.GET.get("bukti") and bill.state == Bill.State.PAID:
        return pdf(papers.proof(dossier_of(bill.case), bill, at=request.act.at), f"bukti-bayar-{ref}")
    return pdf(papers.bill(dossier_of(bill.case), bill, at=request.act.at), f"skrd-{ref}")


def _bill(request: Request, ref: str) -> Bill:
    case = cases.case(ref, applicant=request.user.pk)
    bill = payments.of_case(case)
    if bill is None:
        raise NotThere("Permohonan ini tidak punya tagihan.")
    bill.case = case
    return bill
