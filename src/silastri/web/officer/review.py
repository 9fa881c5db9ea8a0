"""The technical team recommends, or not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.steps import review as journey
from silastri.web.forms import sent_file
from silastri.web.guard import DeskRequest, officer

from .case import take_step


@officer
def review(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "review",
        lambda form: journey.review(
            request.act,
            ref=ref,
            turn=form.cleaned_data["turn"],
            outcome=form.cleaned_data["outcome"],
            note=form.cleaned_data["catatan"],
            filled=form.typed,
            **sent_file(request),
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    messages.success(request, f"{ref}: rekomendasi tersimpan.")
    return redirect("inbox")
