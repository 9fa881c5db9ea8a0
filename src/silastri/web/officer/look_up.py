"""The officer searches the registry, and says which entry is the applicant's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.steps import look_up as journey
from silastri.web.guard import DeskRequest, officer

from .case import take_step


@officer
def look_up(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "look_up",
        lambda form: journey.look_up(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            outcome=form.cleaned_data["outcome"],
            entry=form.cleaned_data["entri"],
            note=form.cleaned_data["catatan"],
            filled=form.typed,
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    messages.success(request, f"{ref}: hasil ditetapkan.")
    return redirect("desk_case", ref)
