"""Settles whether a lost signing signed its letter: the signer is asked, or a person shows or says it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.letters import queries as letters
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.frame.signing_claim import is_in_doubt
from silastri.journey.signing import settle as journey
from silastri.web.forms import Form, sent_file, text, upload
from silastri.web.guard import DeskRequest, officer


class SettleForm(Form):
    """One of three: the letter's name at the signer, its file, or how one knows that nothing was signed."""

    sometimes = frozenset({"dokumen", "alasan"})

    dokumen = text("Nomor dokumen di penanda tangan", required=False, most=200)
    surat = upload("Surat yang sudah bertanda tangan", hint="PDF", accept="application/pdf,.pdf", required=False)
    alasan = text(
        "Dari mana Anda tahu?",
        required=False,
        most=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        hint="Misalnya: catatan eSign hari ini tidak memuat surat ini.",
    )


@officer
def settle(request: DeskRequest, ref: str, key: str) -> HttpResponse:
    case = cases.case(ref, office=request.desk.office.pk)
    letter = letters.letter(case, key)
    if letter is None:
        raise NotThere("Surat ini tidak ada pada permohonan ini.")
    form = SettleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            _settle(request, form, ref, key)
        except NotFit as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Surat {letter} sudah dipastikan.")
            return redirect("desk_case", ref)
    context = {"case": case, "letter": letter, "form": form, "attempts": letters.attempts(letter)}
    context["open"] = is_in_doubt(letter, request.act.at)
    return render(request, "officer/letters/settle.html", context, status=422 if form.is_bound else 200)


def _settle(request: DeskRequest, form: SettleForm, ref: str, key: str) -> None:
    data, how = form.cleaned_data, request.POST.get("cara", "")
    if how == "tanya":
        journey.ask_signer(request.act, ref=ref)
    elif how == "dokumen":
        journey.with_document(request.act, ref=ref, key=key, document=data["dokumen"])
    elif how == "surat":
        journey.with_file(request.act, ref=ref, key=key, pdf=sent_file(request, "surat")["upload"])
    else:
        journey.not_made(request.act, ref=ref, key=key, reason=data["alasan"])
