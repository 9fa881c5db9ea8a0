"""A letter was sent by post: written down, and corrected with a reason."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.after_issue import mailings
from silastri.domain.refusal import NotThere
from silastri.journey.letters import issued_letter
from silastri.journey.letters import post as journey
from silastri.web.forms import Form, day, text, tried
from silastri.web.guard import DeskRequest, officer


class SentForm(Form):
    tanggal = day("Tanggal dikirim")
    cara = text("Dikirim lewat", hint="Misalnya PT Pos Indonesia, atau diantar petugas", most=80)
    resi = text("Nomor resi", hint="Kosongkan bila diantar petugas", required=False, most=60, autocomplete="off")
    alamat = text("Alamat tujuan", widget=forms.Textarea(attrs={"rows": 3}), most=500)
    alasan = text("Apa yang salah di catatan lama", most=300)

    def sent(self) -> journey.Sent:
        data = self.cleaned_data
        return journey.Sent(data["tanggal"], data["cara"], data["resi"], data["alamat"])


@officer
def post_letter(request: DeskRequest, code: str) -> HttpResponse:
    found = issued_letter.find(request.act, code)
    if not journey.may(request.act, found) or not journey.can_be_sent(found):
        raise NotThere("Kiriman surat ini tidak dicatat oleh jabatan Anda, atau suratnya belum terbit.")
    known = mailings.of_letter(found.letter)
    first = {"tanggal": request.today, "alamat": found.letter.case.address}
    if known:
        first = {"tanggal": known.on, "cara": known.carrier, "resi": known.receipt, "alamat": known.address}
    form = SentForm(request.POST or None, initial=first)
    if not known:
        del form.fields["alasan"]
    if request.method == "POST":
        made = tried(
            form,
            lambda: (
                journey.correct(request.act, code=code, sent=form.sent(), reason=form.cleaned_data["alasan"])
                if known
                else journey.post(request.act, code=code, sent=form.sent())
            ),
        )
        if made:
            messages.success(request, "Catatan kiriman dibetulkan." if known else "Kiriman sudah dicatat.")
            return redirect("desk_letter_page", code)
    page = {
        "letter": found.letter,
        "title": "Betulkan catatan kiriman" if known else "Dikirim lewat pos",
        "form": form,
        "button": "Simpan",
        "questions": None,
    }
    return render(request, "officer/letters/act.html", page, status=422 if form.errors else 200)
