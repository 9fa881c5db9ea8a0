"""The officer sends the case on when the waiting time is over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.steps import wait as journey
from silastri.web.guard import DeskRequest, officer

from .case import take_step


@officer
def wait(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "wait",
        lambda form: journey.wait(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            outcome=form.cleaned_data["outcome"],
            note=form.cleaned_data["catatan"],
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    messages.success(request, f"{ref} selesai di meja Anda.")
    return redirect("inbox")
