"""The treasurer gives money back: a deposit at its step, or the payment for a case that ended without its letter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.payments import queries as payments
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.steps import refund as journey
from silastri.web.guard import DeskRequest, officer

from .case import take_step
from .forms import GiveBackForm


@officer
def refund(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "refund",
        lambda form: journey.refund(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            given=form.given,
            note=form.cleaned_data["catatan"],
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    messages.success(request, f"{ref}: pengembalian tercatat.")
    return redirect("inbox")


@officer
def give_back(request: DeskRequest, ref: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    bill = payments.of_case(case)
    if bill is None or not journey.may_give_back(request.act, case):
        raise NotThere("Halaman ini tidak ada.")
    form = GiveBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            journey.give_back(request.act, ref=ref, given=form.given)
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{ref}: pengembalian tercatat.")
            return redirect("desk_case", ref)
    page = {"case": case, "bill": bill, "form": form}
    return render(request, "officer/case/give_back.html", page, status=422 if form.errors else 200)
