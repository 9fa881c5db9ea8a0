"""The forms of the archive: they check only the shape of answers."""

from collections.abc import Iterable
from typing import Any

from django import forms

from silastri.apps.archive.models import Record
from silastri.domain.definition.archive import CODE
from silastri.web.forms import Form, choice, count, text


class SearchForm(Form):
    cari = forms.CharField(required=False, max_length=300)
    tahun = forms.ChoiceField(required=False)
    klasifikasi = forms.RegexField(CODE, required=False, max_length=40)
    layanan = forms.ChoiceField(required=False)
    keadaan = forms.ChoiceField(required=False, choices=[("", "Semua keadaan"), *Record.State.choices])
    halaman = count("Halaman", least=1, most=1000, required=False)

    def __init__(self, data: Any, *, years: Iterable[int], services: Iterable[Any]) -> None:
        super().__init__(data)
        self.choose_from("tahun", [("", "Semua tahun"), *((str(y), str(y)) for y in years)])
        named = ((str(service.pk), service.name) for service in services)
        self.choose_from("layanan", [("", "Semua layanan"), *named])


class ActForm(Form):
    """What an act on a record or a list asks for."""

    about = ""  # under which name the page of a record shows it

    def given(self) -> dict[str, Any]:
        raise NotImplementedError


class ReasonForm(ActForm):
    about = "hold"
    alasan = text("Alasan", most=500)

    def given(self) -> dict[str, str]:
        return {"reason": self.cleaned_data.get("alasan", "")}


class MoveForm(ReasonForm):
    alasan = text("Catatan", required=False, most=500)


class ClassifyForm(ActForm):
    about = "classify"
    kode = forms.RegexField(
        CODE,
        label="Kode klasifikasi",
        max_length=40,
        error_messages={"required": "Isi kode klasifikasi.", "invalid": "Tulis angka dan titik, misalnya 500.16.7."},
    )
    keamanan = choice("Keamanan dan akses", Record.Security.choices)

    def given(self) -> dict[str, str]:
        return {"code": self.cleaned_data["kode"], "security": self.cleaned_data["keamanan"]}


class AppraiseForm(ActForm):
    about = "appraise"
    nasib = choice("Nasib akhir", [(Record.Fate.DESTROY, "Musnah"), (Record.Fate.PERMANENT, "Permanen")])
    alasan = text("Pertimbangan", most=500)

    def given(self) -> dict[str, str]:
        return {"fate": self.cleaned_data["nasib"], "reason": self.cleaned_data["alasan"]}


class NoteForm(ActForm):
    catatan = text("Catatan", required=False, most=500, hint="Wajib bila tidak disetujui atau dibatalkan")

    def given(self) -> dict[str, str]:
        return {"note": self.cleaned_data["catatan"]}


class CarryOutForm(ActForm):
    """Who saw a destruction."""

    saksi_1 = text("Nama saksi 1", most=120)
    jabatan_1 = text("Jabatan saksi 1", most=120, hint="Misalnya Kepala Bagian Hukum")
    saksi_2 = text("Nama saksi 2", most=120)
    jabatan_2 = text("Jabatan saksi 2", most=120, hint="Misalnya Auditor Inspektorat")
    saksi_3 = text("Nama saksi 3", required=False, most=120)
    jabatan_3 = text("Jabatan saksi 3", required=False, most=120)

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"witnesses": [(data[f"saksi_{n}"], data[f"jabatan_{n}"]) for n in (1, 2, 3)]}


class HandOverForm(ActForm):
    penerima = text("Lembaga penerima", most=300, hint="Lembaga kearsipan daerah yang menerima")

    def given(self) -> dict[str, str]:
        return {"receiver": self.cleaned_data["penerima"]}
