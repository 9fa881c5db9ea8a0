"""The waiting lists of services with a quota: who is next, and admitting a case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.domain.refusal import NotFit
from silastri.journey.desk import admit as journey
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.middleware import status_of


@officer
def waiting_list(request: DeskRequest) -> HttpResponse:
    return _page(request)


def _page(request: DeskRequest, ref: str = "", error: str = "", status: int = 200) -> HttpResponse:
    queues = journey.queues(request.desk.office.pk, request.desk.posts, at=request.act.at)
    page = {"queues": queues, "ref": ref, "error": error, "now": request.act.at}
    return render(request, "officer/waiting.html", page, status=status)


@officer
def admit(request: DeskRequest, ref: str) -> HttpResponse:
    if request.method != "POST":
        return redirect("waiting_list")
    turn, reason = request.POST.get("giliran", ""), request.POST.get("alasan", "")[:500]
    try:
        journey.admit(request.act, ref=ref, turn=whole(turn), reason=reason)
    except (NotFit, journey.NoPlaceFree) as refusal:
        return _page(request, ref, str(refusal), status_of(refusal))
    messages.success(request, f"{ref}: diterima dari daftar tunggu. Waktu layanan mulai berjalan.")
    return redirect("waiting_list")
