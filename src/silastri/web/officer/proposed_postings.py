"""Postings that let somebody sign or manage: what they bring about, and the second person who confirms or refuses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.documents import queries as documents
from silastri.apps.offices.models import ProposedPosting
from silastri.domain.refusal import NotFit
from silastri.journey.office import confirm_posting as journey
from silastri.web.forms import Form, text
from silastri.web.guard import DeskRequest, fresh_when_sent, officer
from silastri.web.pdf import pdf


class RefuseForm(Form):
    alasan = text("Alasan bila ditolak", most=300, required=False)


@officer
def proposed_postings(request: DeskRequest) -> HttpResponse:
    found = journey.waiting(request.desk)
    return render(request, "officer/postings/waiting.html", {"proposals": found})


@officer
@fresh_when_sent
def proposed_posting(request: DeskRequest, pk: int) -> HttpResponse:
    form = RefuseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            said = _decided(request, pk, form.cleaned_data["alasan"])
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, said)
            return redirect("proposed_posting", pk)
    found = journey.find(request.desk, pk)
    page = {
        "proposal": found,
        "effects": journey.effects(found),
        "form": form,
        "may_decide": found.state == ProposedPosting.State.PROPOSED and journey.is_second(request.act, found),
        "waits": found.state == ProposedPosting.State.PROPOSED,
    }
    return render(request, "officer/postings/proposal.html", page, status=422 if form.errors else 200)


def _decided(request: DeskRequest, pk: int, why: str) -> str:
    if request.POST.get("putusan") == "setuju":
        journey.confirm(request.act, desk=request.desk, pk=pk)
        return "Penugasan berlaku."
    journey.refuse(request.act, desk=request.desk, pk=pk, why=why)
    return "Usulan ditolak. Tidak ada yang berubah."


@officer
def proposed_decree(request: DeskRequest, pk: int) -> HttpResponse:
    found = journey.find(request.desk, pk)
    return pdf(documents.content(found.file.sha256), f"surat-perintah-{pk}")
