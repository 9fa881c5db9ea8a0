"""The forms of the register: they check only the shape of answers."""

from typing import Any, ClassVar

from django import forms

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.satisfaction.index import NAMES
from silastri.web.forms import Form, day, one_of, text, upload, whole


class PlanForm(Form):
    """One more thing to change."""

    apa = text(
        "Apa yang diperbaiki",
        hint="Misalnya: papan petunjuk dipasang di pintu masuk",
        most=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    jabatan = one_of("Siapa penanggung jawabnya", ())
    sampai = day("Paling lambat")
    layanan = one_of("Layanan", (), required=False, hint="Kosongkan bila menyangkut semua layanan")
    komponen = one_of("Komponen standar", (), required=False)
    unsur = one_of("Unsur survei", (), required=False)
    pengaduan = text("Nomor pengaduan", required=False, most=12, hint="Bila berasal dari pengaduan, misalnya 7/2026")
    umum = forms.BooleanField(label="Umumkan di halaman layanan", required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [(post.key, post.title) for post in offices.definition(office).posts]
        self._services = {str(one.pk): one for one in catalog.services(office.slug)}
        offered = {
            "jabatan": [("", "Pilih jabatan"), *posts],
            "layanan": [("", "Semua layanan"), *((key, one.name) for key, one in self._services.items())],
            "komponen": [("", "Tidak ada"), *COMPONENTS.items()],
            "unsur": [("", "Tidak ada"), *NAMES.items()],
        }
        for name, choices in offered.items():
            self.choose_from(name, choices)

    def service(self) -> Service | None:
        return self._services.get(self.cleaned_data.get("layanan", ""))


class DoneForm(Form):
    bukti = text(
        "Apa yang sekarang berbeda",
        hint="Tulis apa yang dikerjakan dan di mana itu terlihat",
        most=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    berkas = upload("Foto atau surat sebagai bukti", required=False, hint="PDF atau foto")


class DropForm(Form):
    alasan = text("Mengapa tidak jadi", most=1000, widget=forms.Textarea(attrs={"rows": 2}))


class Asked:
    """What the register is narrowed to, by the words of its address. What is not known counts as not asked."""

    names: ClassVar[tuple[str, ...]] = ("keadaan", "layanan", "asal", "urut")

    def __init__(self, sent: Any, sources: Any, sorts: Any, states: list[str]) -> None:
        state = sent.get("keadaan", "")
        self.late = state == "terlambat"
        self.state = state if state in states else ""
        self.service = max(whole(sent.get("layanan", "")), 0)
        self.source = sent.get("asal", "") if sent.get("asal") in sources else ""
        self.sort = sent.get("urut", "") if sent.get("urut") in sorts else "tenggat"
