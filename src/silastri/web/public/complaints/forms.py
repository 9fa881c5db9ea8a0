"""What the writer of a complaint answers afterwards."""

from django import forms

from silastri.journey.complaints.by_complainant import RATINGS
from silastri.journey.complaints.take_in import LONGEST, MOST_FILES
from silastri.web.forms import Form, choice, text, upload


class CompleteForm(Form):
    keterangan = text("Keterangan Anda", most=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))
    lampiran = upload(
        "Foto atau berkas", hint=f"PDF, JPG, atau PNG. Paling banyak {MOST_FILES} berkas.", required=False, many=True
    )


class ReopenForm(Form):
    alasan = text("Apa yang belum terjawab?", most=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


class RateForm(Form):
    nilai = choice("Seberapa puas Anda dengan jawaban kami?", tuple(RATINGS.items()))


class WithdrawForm(Form):
    sebab = text("Sebabnya", required=False, most=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))
