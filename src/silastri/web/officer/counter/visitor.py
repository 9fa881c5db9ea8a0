"""Who stands at the counter, as the officer copies it from the identity card."""

from typing import Any

from django import forms

from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.cases import people as case_people
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.offices.queries import Desk
from silastri.domain import identity, printable
from silastri.domain.act import Act
from silastri.journey.apply.at_once import Visitor
from silastri.journey.apply.counter import NumberOfAnother, is_unproven
from silastri.journey.office.own_services import own_services
from silastri.web.forms import Form, name, text

_VISITS = 5


class PersonForm(Form):
    sometimes = frozenset({"orang_nama", "orang_telepon", "orang_setuju"})
    nik = forms.CharField(widget=forms.HiddenInput)
    nama = name("Nama lengkap menurut KTP", autocomplete="off")
    alamat = text("Alamat", widget=forms.Textarea(attrs={"rows": 2}))
    telepon = text("Nomor WhatsApp atau HP", required=False, most=20, inputmode="tel", autocomplete="off")
    orang_nama = name("Nama orang yang dipercaya pemohon", required=False, autocomplete="off")
    orang_telepon = text("Nomor HP orang itu", required=False, most=20, inputmode="tel", autocomplete="off")
    orang_setuju = forms.BooleanField(label="Pemohon setuju kabar pentingnya dikirim kepada orang itu", required=False)
    bukan_akunnya = forms.BooleanField(label="Akun itu milik orang lain", required=False)

    def clean_alamat(self) -> str:
        if character := printable.strange(self.cleaned_data["alamat"]):
            raise forms.ValidationError(printable.sentence(character))
        return str(self.cleaned_data["alamat"])

    def clean_orang_telepon(self) -> str:
        try:
            typed = self.cleaned_data["orang_telepon"].strip()
            return identity.whatsapp(typed).e164 if typed else ""
        except identity.NotAnIdentity as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean(self) -> dict[str, Any]:
        """Somebody trusted is named wholly, or not at all."""
        data: dict[str, Any] = super().clean() or {}
        asked = {"orang_nama": "Isi nama orang itu.", "orang_telepon": "Isi nomor HP orang itu."}
        asked["orang_setuju"] = "Tanyakan dulu kepada pemohon, lalu centang."
        if any(data.get(field) for field in asked):
            for field, sentence in asked.items():
                if not data.get(field) and field not in self.errors:
                    self.add_error(field, sentence)
        return data

    def __init__(self, *args: Any, is_unproven: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_unproven:
            del self.fields["bukan_akunnya"]


def known_so_far(nik: str, known: Person | None, office: int) -> dict[str, str]:
    """What the form shows first: of a person whom another office alone knows, or whom nobody identified, nothing."""
    if known is None or is_unproven(known) or office not in case_people.offices_of(known.pk):
        return {"nik": nik, "nama": "", "alamat": "", "telepon": ""}
    address = case_people.told_address(known.pk, office)
    return {"nik": nik, "nama": known.name, "alamat": address, "telepon": known.phone or ""}


def look_up(act: Act, nik: str) -> Person | None:
    """Whoever has that NIK. The page shows it whole, to be compared with the card, and the log says so."""
    known = accounts.by_nik(nik)
    log(act, "look_up_person", str(known.pk) if known else "", whose=known.pk if known else None)
    if known:
        log(act, "reveal_identity", str(known.pk), whose=known.pk)
    return known


def before(known: Person | None, desk: Desk) -> dict[str, Any]:
    """For the page: what somebody handed in at this office before, of the services that are the officer's, the newest
    first, and how much of it ended. Of whom nobody identified, nothing."""
    found: list[Case] = []
    if known and not is_unproven(known):
        found = list(cases.of_office(desk.office.pk, own_services(desk)).filter(applicant=known)[:_VISITS])
    return {"visits": found, "ended": sum(case.ended_at is not None for case in found)}


def visitor_of(data: dict[str, Any]) -> Visitor:
    """The person of a form that is valid. Raises NumberOfAnother for a number that is none."""
    phone = data["telepon"].strip()
    try:
        e164 = identity.whatsapp(phone).e164 if phone else ""
    except identity.NotAnIdentity as error:
        raise NumberOfAnother(str(error)) from None
    return Visitor(data["nik"], data["nama"], data["alamat"].strip(), e164, data.get("bukan_akunnya", False))
