"""The counter records what the applicant answers in the middle of the SOP."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.steps import respond as journey
from silastri.web.forms import sent_file
from silastri.web.guard import DeskRequest, officer

from .case import take_step


@officer
def respond(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "respond",
        lambda form: journey.respond(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            filled=form.typed,
            **sent_file(request),
            note=form.cleaned_data["catatan"],
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    messages.success(request, f"{ref}: tanggapan tercatat.")
    return redirect("inbox")
