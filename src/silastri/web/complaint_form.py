"""What is asked of a complaint, on the public form and at the desk."""

from typing import Any

from django import forms

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog import shelf
from silastri.apps.catalog.models import Service
from silastri.apps.complaints.models import Complaint
from silastri.apps.offices.models import Office
from silastri.domain import reference
from silastri.domain.complaints.about import ABOUT
from silastri.domain.definition.definition import Definition
from silastri.journey.complaints.came import Came
from silastri.journey.complaints.take_in import LONGEST, MOST_FILES
from silastri.web.forms import Form, choice, day, one_of, text, upload

KINDS = (
    ("complaint", "Pengaduan: ada yang tidak sesuai janji"),
    ("aspiration", "Aspirasi: saran atau harapan"),
    ("information", "Permintaan informasi"),
)
_NO_ANSWER = ("", "Tidak tahu, atau tidak tentang ini")


def _long(label: str, hint: str, *, rows: int, required: bool) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return text(label, hint=hint, required=required, most=LONGEST, widget=widget)


class ComplaintForm(Form):
    """What happened, to whom it belongs, and how the complainant is reached."""

    sometimes = frozenset({"nama", "telepon"})
    refused_at = "lampiran"  # what is no answer to a question is a file that cannot be taken
    jenis = choice("Apa yang ingin Anda kirim?", KINDS)
    isi = _long("Apa yang terjadi?", "Tulis dengan kata-kata Anda sendiri: apa, di mana, kapan.", rows=7, required=True)
    layanan = one_of("Layanan", (), required=False)
    tentang = one_of("Tentang apa", [_NO_ANSWER, *ABOUT.items()], required=False)
    langkah = one_of("Di langkah mana", (), required=False)
    permohonan = text(
        "Nomor permohonan", hint="Bila Anda sudah mengajukan. Contoh: RHL-7KQ4M-9XT2V", required=False, most=40
    )
    terjadi = day("Hari kejadian", required=False)
    harapan = _long(
        "Apa yang Anda harapkan?", "Misalnya surat diperbaiki, atau uang dikembalikan.", rows=3, required=False
    )
    lampiran = upload(
        "Foto atau berkas",
        hint=f"PDF, JPG, atau PNG. Paling banyak {MOST_FILES} berkas.",
        required=False,
        many=True,
    )
    nama = text("Nama", required=False, most=120, autocomplete="name")
    telepon = text("Nomor WhatsApp atau telepon", required=False, most=30, inputmode="tel", autocomplete="tel")
    pos_el = text("Pos-el", required=False, most=254, inputmode="email", autocomplete="email")
    alamat = text("Alamat", required=False, most=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, office: Office, at: Any, known: Definition | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        services = shelf.shelf([office], at).all
        titles = [(one.slug, one.offer.title) for one in services]
        self.choose_from("layanan", [("", "Tidak tentang satu layanan"), *titles])
        if known:
            steps = [(step.key, step.name) for step in known.sop.steps]
            self.choose_from("langkah", [("", "Tidak tahu"), *steps])
        else:
            del self.fields["langkah"]

    def clean_permohonan(self) -> str:
        typed = self.cleaned_data["permohonan"]
        if typed and not case_of(typed):
            raise forms.ValidationError("Nomor ini tidak ditemukan. Periksa lagi, atau kosongkan.")
        return str(typed)

    def came(self, **more: Any) -> Came:
        """What was typed, with what is ``more`` known."""
        data = self.cleaned_data
        given: dict[str, Any] = {
            "office": self.office,
            "kind": data["jenis"],
            "text": data["isi"],
            "wish": data["harapan"],
            "happened_on": data["terjadi"],
            "service": service_of(self.office, data["layanan"]),
            "component": data["tentang"],
            "step": data.get("langkah", ""),
            "case": case_of(data.get("permohonan", "")),
            "files": tuple((one.read(), one.name or "berkas") for one in data["lampiran"]),
            "name": data.get("nama", ""),
            "phone": data.get("telepon", ""),
            "email": data.get("pos_el", ""),
            "address": data.get("alamat", ""),
        }
        return Came(**given | more)


CONTACT = ("nama", "telepon", "pos_el", "alamat")


def case_of(typed: str) -> Case | None:
    ref = reference.tidy(typed)
    return cases.tracked(ref) if ref else None


def service_of(office: Office, slug: str) -> Service | None:
    return catalog.service(office.slug, slug) if slug else None


def of_service(office: Office, slug: str, on: Any) -> Definition | None:
    """What is in force of the service, whose steps can be named."""
    found = service_of(office, slug)
    version = catalog.current(found, on) if found else None
    return catalog.definition(version.pk) if version else None


IDENTITIES = {
    Complaint.Identity.NAMED.value: (
        "Dengan nama",
        "Nama dan kontak Anda dibaca petugas yang menangani pengaduan di kantor ini.",
    ),
    Complaint.Identity.CONFIDENTIAL.value: (
        "Dirahasiakan",
        "Nama dan kontak Anda disimpan terkunci. Petugas pengaduan hanya membukanya bila perlu menghubungi Anda, dan "
        "setiap pembukaan dicatat.",
    ),
    Complaint.Identity.ANONYMOUS.value: (
        "Tanpa nama",
        "Kami tidak menyimpan nama, kontak, maupun akun Anda. Jawabannya Anda baca dengan kode lacak.",
    ),
}
