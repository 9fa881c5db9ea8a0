"""The views that an officer keeps of a list."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from silastri.domain.refusal import NotFit
from silastri.journey.desk import keep_view as journey
from silastri.web.guard import DeskRequest, officer

from .asked import KEPT, address
from .case_list import ALL, BELOW, TASKS


@officer
def keep(request: DeskRequest) -> HttpResponse:
    page = request.POST.get("daftar", "")
    if request.method != "POST" or page not in (TASKS, ALL, BELOW):
        return redirect("inbox")
    sent = QueryDict(request.POST.get("saringan", "")[:2000])
    asked = {name: sent[name] for name in KEPT if sent.get(name)}
    try:
        view = journey.keep(request.act, page=page, name=request.POST.get("nama", ""), asked=asked)
        messages.success(request, f"Tampilan {view.name} disimpan.")
    except NotFit as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse(page) + address(asked))


@officer
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """Renames it, or takes it away."""
    if request.method != "POST":
        return redirect("inbox")
    if request.POST.get("hapus"):
        view = journey.forget(request.act, pk=pk)
        messages.success(request, f"Tampilan {view.name} dihapus.")
        return redirect(view.page)
    try:
        view = journey.rename(request.act, pk=pk, name=request.POST.get("nama", ""))
    except NotFit as refusal:
        messages.error(request, str(refusal))
        return redirect("inbox")
    messages.success(request, f"Tampilan sekarang bernama {view.name}.")
    return redirect(reverse(view.page) + address(view.asked))
