"""Asks why somebody opens personal data where that is not plainly his own work: who only watches over an office, and
who searches for a NIK. The reason stands in the log beside each opening, for the person whose data they are.

It holds for that thing for an hour, or for everything of the office where many are looked at for one reason.
"""

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.keys import index_of
from silastri.apps.cases.concerned import Concerned
from silastri.domain.identity import NotAnIdentity
from silastri.domain.identity import nik as read_nik
from silastri.domain.words.openings import REASONS
from silastri.web import search
from silastri.web.forms import Form, choice, text

KEPT = "alasan-buka"  # the session's key: for what, why and until when
EVERYTHING = "*"
_HOLDS = timedelta(hours=1)
_MOST = 20  # things for which a browser remembers it
_DIGITS = re.compile(r"(?:\d[\s.-]?){15}\d", re.ASCII)


class WhyForm(Form):
    alasan = choice("Untuk apa Anda membukanya?", list(REASONS.items()))
    keterangan = text(
        "Keterangan", hint="Misalnya nomor surat tugas. Jangan tulis NIK. Pemilik data membacanya.", most=200,
        required=False,
    )  # fmt: skip
    semua = forms.BooleanField(label="Berlaku untuk semua yang saya buka di kantor ini selama 1 jam", required=False)
    tentang = forms.CharField(widget=forms.HiddenInput(), max_length=100)
    lanjut = forms.CharField(widget=forms.HiddenInput(), max_length=900)


def searched_nik(request: Any) -> tuple[str, Concerned] | None:
    """The thing for which a reason is wanted, and whom it concerns, where an officer searches for a NIK."""
    sent = request.method == "POST" and request.htmx
    typed = request.POST.get("cari", "").strip()[:40] if sent else search.words(request, 40)
    if not _DIGITS.fullmatch(typed) or (request.method == "POST" and not sent):
        return None
    try:
        nik = read_nik(typed, request.today).digits
    except NotAnIdentity:
        return None
    person = accounts.by_nik(nik)
    return f"nik:{index_of(nik)[:20]}", Concerned("", 0, person.pk if person else None, request.desk.office.pk)


def given(request: Any, thing: str) -> str:
    """The reason that was given for it and still holds."""
    kept = request.session.get(KEPT, {})
    for key in (thing, EVERYTHING):
        office, why, until = kept.get(key, (0, "", ""))
        if office == request.desk.office.pk and datetime.fromisoformat(until) > request.act.at:
            return str(why)
    return ""


def keep(request: Any, thing: str, why: str, *, for_all: bool) -> None:
    kept = dict(list(request.session.get(KEPT, {}).items())[-_MOST:])
    kept[EVERYTHING if for_all else thing] = (request.desk.office.pk, why, (request.act.at + _HOLDS).isoformat())
    request.session[KEPT] = kept


def ask(request: Any, thing: str) -> HttpResponse:
    """The page that asks, and leads on to what was asked for; where a fragment was asked for, the browser opens it."""
    address = request.get_full_path()
    if request.method == "POST":
        address = search.address_of(request) if "cari" in request.POST else request.path
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return page(request, WhyForm(initial={"tentang": thing, "lanjut": address}), thing)


def page(request: Any, form: WhyForm, thing: str, status: int = 200) -> HttpResponse:
    shown = {"form": form, "thing": "" if thing.startswith("nik:") else thing}
    return render(request, "officer/personal_data/why_open.html", shown, status=status)
