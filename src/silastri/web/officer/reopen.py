"""A superior opens a wrong result of the look-up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.domain.refusal import NotFit
from silastri.journey.desk import reopen as journey
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer


@officer
def reopen(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method == "POST":
        turn, reason = whole(request.POST.get("giliran", "")), request.POST.get("alasan", "")
        try:
            journey.reopen(request.act, ref=ref, turn=turn, reason=reason)
        except NotFit as refusal:
            messages.error(request, " ".join(refusal.fields.values()) or str(refusal))
        else:
            messages.success(request, f"{ref}: kembali ke pengecekan.")
    return redirect("desk_case", ref)
