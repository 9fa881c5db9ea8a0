"""The treasurer gives back what was paid for a case that ended without its letter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.payments import queries as payments
from silastri.domain.refusal import NotThere
from silastri.journey.steps import refund as journey
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest, officer

from .steps.refund import GiveBackForm


@officer
def give_back(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    bill = payments.of_case(case)
    if bill is None or not journey.may_give_back(request.act, case):
        raise NotThere("Halaman ini tidak ada.")
    form = GiveBackForm(request.POST or None)
    if tried(form, lambda: journey.give_back(request.act, ref=ref, given=form.given_back)) is not None:
        messages.success(request, f"{ref}: pengembalian tercatat.")
        return redirect("desk_case", ref)
    page = {"case": case, "bill": bill, "form": form}
    return render(request, "officer/case/give_back.html", page, status=422 if form.errors else 200)
