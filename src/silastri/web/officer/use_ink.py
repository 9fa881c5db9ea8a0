"""The certificate cannot be used now: the letters of a case are signed with ink, or after all not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.signing import use_ink as journey
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer


@officer
def use_ink(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method == "POST":
        turn = request.POST.get("giliran", "")
        seen = whole(turn)
        if request.POST.get("batal"):
            journey.back_to_certificate(request.act, ref=ref, turn=seen)
            messages.success(request, f"{ref} kembali menunggu tanda tangan elektronik.")
        else:
            reason = request.POST.get(journey.REASON, "")
            journey.use_ink(request.act, ref=ref, turn=seen, reason=reason)
            messages.success(request, f"{ref} ditandatangani dengan tinta. Cetak suratnya, lalu unggah pindainya.")
    return redirect("desk_case", ref)
