"""Takes the reason why personal data are opened, and leads on to them."""

from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.domain import search
from silastri.domain.words import openings
from silastri.web.gate import reason
from silastri.web.gate.reason import WhyForm
from silastri.web.gate.way_back import way_back
from silastri.web.guard import DeskRequest, officer


@officer
def give_reason(request: DeskRequest) -> HttpResponse:
    """Nothing is opened by it; the line in the log is written when something is."""
    if request.method != "POST":
        return redirect("inbox")
    form, thing = WhyForm(request.POST), request.POST.get("tentang", "")[:100]
    if form.is_valid() and form.cleaned_data["alasan"] == "other" and not form.cleaned_data["keterangan"]:
        form.add_error("keterangan", "Tulis untuk apa.")
    if not form.is_valid():
        return reason.page(request, form, thing, 422)
    given = form.cleaned_data
    why = openings.reason(given["alasan"], search.masked(given["keterangan"].strip()))
    reason.keep(request, thing, why, for_all=given["semua"])
    return redirect(way_back(request, most=900) or "inbox")
