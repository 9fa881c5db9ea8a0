"""The counter hands the letters over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.steps import hand_over as journey
from silastri.web.forms import sent_file
from silastri.web.guard import DeskRequest, officer

from .case import take_step


@officer
def hand_over(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "hand_over",
        lambda form: journey.hand_over(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            to=journey.Receiver(
                form.cleaned_data["to_name"], form.cleaned_data["relation"], form.cleaned_data["proof"]
            ),
            returned=form.returned,
            **sent_file(request),
            note=form.cleaned_data["catatan"],
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    messages.success(request, f"{ref} selesai. Surat sudah diserahkan.")
    return redirect("inbox")
