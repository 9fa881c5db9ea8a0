"""What officers type about a complaint."""

from collections.abc import Iterable
from typing import Any

from django import forms

from silastri.apps.complaints.models import Complaint
from silastri.journey.complaints.weigh import LONGEST
from silastri.web.forms import Form, choice, day, one_of, text


def _long(label: str, *, rows: int = 3, hint: str = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return text(label, hint=hint, required=required, most=LONGEST, widget=widget)


class WeighForm(Form):
    bobot = choice(
        "Bobot",
        (
            ("light", "Ringan: Anda jawab langsung"),
            ("medium", "Sedang: para atasan ikut menentukan jawabannya"),
            ("heavy", "Berat: pimpinan yang memutuskan"),
        ),
    )
    batas = choice(
        "Batas waktu",
        (
            ("information", "5 hari kerja: minta informasi, atau cukup dijawab menurut aturan"),
            ("not_overseen", "14 hari kerja: keluhan atas layanan"),
            ("overseen", "60 hari kerja: ada petugas atau berkas yang harus diperiksa"),
        ),
    )
    alasan = _long("Alasan", rows=2)


class ConsultForm(Form):
    bersama = text("Dikoordinasikan dengan siapa, dan kapan", most=200, required=False)
    keputusan = _long("Keputusan Anda", hint="Dibaca petugas yang menjawab. Pengadu tidak melihatnya.")
    sometimes = frozenset({"bersama"})


class PassOnForm(Form):
    ke = one_of("Teruskan ke", ())
    catatan = _long("Yang diminta", rows=2, hint="Pengadu tidak melihatnya.")

    def __init__(self, *args: Any, receivers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("ke", [("", "Pilih"), *receivers])


class NoteForm(Form):
    catatan = _long("Catatan untuk petugas", rows=2, hint="Pengadu tidak melihatnya.")


class AskForm(Form):
    diminta = _long("Yang perlu dilengkapi", rows=2, hint="Dikirim kepada pengadu. Waktu berhenti sampai ia menjawab.")


class CompletedForm(Form):
    keterangan = _long("Keterangan pengadu", rows=3)


class AnswerForm(Form):
    hasil = choice("Hasil pemeriksaan", (("benar", "Pengaduan terbukti"), ("tidak", "Pengaduan tidak terbukti")))
    jawaban = _long("Jawaban", rows=6, hint="Dibaca pengadu. Tulis alasannya, dan apa yang diperbaiki.")


class ToldForm(Form):
    lewat = one_of("Diberikan lewat", Complaint.Channel.choices)
    tanggal = day("Tanggal")
    kepada = text("Kepada siapa", most=200, hint="Misalnya nama penerima, atau nomor resi pos")
