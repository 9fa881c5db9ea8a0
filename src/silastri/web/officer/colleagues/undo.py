"""The officer takes back the step that he did last."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.journey.desk import undo as journey
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer


@officer
def undo(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method == "POST":
        journey.undo(request.act, ref=ref, turn=whole(request.POST.get("giliran", "")))
        messages.success(request, "Langkah diurungkan. Berkas kembali di tangan Anda, batas waktunya tetap.")
    return redirect("desk_case", ref)
