"""The forms of a duty: a note and a file."""

from django import forms

from .forms import Form, text, upload


class HandInForm(Form):
    sometimes = frozenset({"catatan"})
    catatan = text(
        "Laporan singkat",
        hint="Tulis di sini, atau unggah berkas di bawah.",
        required=False,
        most=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    berkas = upload(
        "Berkas", hint="PDF atau foto yang jelas. Boleh kosong bila laporannya ditulis di atas.", required=False
    )


class JudgeForm(Form):
    catatan = text(
        "Catatan",
        hint="Wajib diisi bila dikembalikan. Pemohon dapat membacanya.",
        required=False,
        most=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RecordForm(Form):
    catatan = text("Yang dilakukan dan hasilnya", most=2000, widget=forms.Textarea(attrs={"rows": 4}))
    berkas = upload("Berkas", hint="Misalnya berita acara atau foto. Boleh kosong.", required=False)
