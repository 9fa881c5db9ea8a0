"""The back office prints the letters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.catalog import queries as catalog
from silastri.domain.kinds import Kind
from silastri.journey.steps import print_out as journey
from silastri.web.guard import DeskRequest, officer

from .case import take_step


@officer
def print_out(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk_case", ref)
    done, refused = take_step(
        request,
        ref,
        "print_out",
        lambda form: journey.print_out(
            request.act, ref=ref, turn=form.cleaned_data["turn"], note=form.cleaned_data["catatan"]
        ),
    )
    if done is None:
        return refused or redirect("inbox")
    step = catalog.definition(done.version_id).sop.step(done.step) if done.step else None
    is_ready = step is None or step.kind is Kind.HAND_OVER
    then = "siap diambil. Pemohon sudah diberi tahu." if is_ready else "sudah dicetak. Teruskan kertasnya."
    messages.success(request, f"{ref} {then}")
    return redirect("inbox")
