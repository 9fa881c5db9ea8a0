"""Who stands at the counter, as the officer copies it from the identity card."""

from typing import Any

from django import forms

from silastri.apps.accounts.models import Person
from silastri.domain import identity
from silastri.journey.apply.at_once import Visitor
from silastri.journey.apply.counter import NumberOfAnother
from silastri.web.forms import Form, text


class PersonForm(Form):
    nik = forms.CharField(widget=forms.HiddenInput)
    nama = text("Nama lengkap menurut KTP", most=100, autocomplete="off")
    alamat = text("Alamat", widget=forms.Textarea(attrs={"rows": 2}))
    telepon = text("Nomor WhatsApp atau HP", required=False, most=20, inputmode="tel", autocomplete="off")


def known_so_far(nik: str, known: Person | None) -> dict[str, str]:
    """What the form shows first."""
    if known is None:
        return {"nik": nik, "nama": "", "alamat": "", "telepon": ""}
    return {"nik": nik, "nama": known.name, "alamat": known.address, "telepon": known.phone or ""}


def visitor_of(data: dict[str, Any]) -> Visitor:
    """The person of a form that is valid. Raises NumberOfAnother for a number that is none."""
    phone = data["telepon"].strip()
    try:
        e164 = identity.whatsapp(phone).e164 if phone else ""
    except identity.NotAnIdentity as error:
        raise NumberOfAnother(str(error)) from None
    return Visitor(data["nik"], data["nama"].strip(), data["alamat"].strip(), e164)
