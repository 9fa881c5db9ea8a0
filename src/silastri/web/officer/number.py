"""The back office gives the letters their numbers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.journey.steps import number as journey
from silastri.web.guard import DeskRequest, officer

from .case import take_step
from .forms import NumberForm


@officer
def number(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(request, ref, "number", lambda form: _number(request, ref, form))
    if done is None:
        return refused or redirect("inbox")
    if _only_draws(request):
        return redirect("desk_case", ref)
    numbers = ", ".join(letter.number for letter in letters.products(done))
    messages.success(request, f"{ref} diberi nomor {numbers}.")
    return redirect("inbox")


def _only_draws(request: DeskRequest) -> bool:
    """Whether the officer only draws the number, to write it on the paper, and finishes the step later."""
    return bool(request.POST.get("ambil"))


def _number(request: DeskRequest, ref: str, form: NumberForm) -> Case:
    data = form.cleaned_data
    if _only_draws(request):
        return journey.draw(request.act, ref=ref, turn=data["turn"], reserved=form.reserved)
    sent = data.get("pindaian")
    return journey.number(
        request.act,
        ref=ref,
        turn=data["turn"],
        note=data["catatan"],
        scan=sent.read() if sent else b"",
        scan_name=sent.name if sent else "",
        reserved=form.reserved,
    )
