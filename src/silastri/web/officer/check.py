"""The back office marks each document right or wrong."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.steps import check as journey
from silastri.web.guard import DeskRequest, officer

from .case import take_step


@officer
def check(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "check",
        lambda form: journey.check(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            verdicts=form.verdicts(),
            outcome=form.cleaned_data["outcome"],
            note=form.cleaned_data["catatan"],
            filled=form.typed,
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    if done.state == "returned":
        messages.success(request, f"{ref} dikembalikan kepada pemohon.")
        return redirect("inbox")
    messages.success(request, f"{ref} lengkap dan diteruskan. Tanda terima sudah terbit.")
    return redirect("desk_case", ref)
