"""The keys with which the office signs the QR codes of its letters."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.letters import keys
from silastri.journey.office import letter_key
from silastri.web.guard import DeskRequest, manager

_LASTS = timedelta(days=365)


@manager
def letter_keys(request: DeskRequest) -> HttpResponse:
    if request.method == "POST":
        letter_key.rotate(request.act)
        messages.success(request, "Kunci baru dipakai mulai sekarang. Surat yang lama tetap bisa diperiksa.")
        return redirect("letter_keys")
    found = keys.of_office(request.desk.office.pk)
    is_old = bool(found) and found[0].since < request.act.at - _LASTS
    return render(request, "manager/letter_keys.html", {"keys": found, "is_old": is_old})


@manager
def leaked(request: DeskRequest, kid: str) -> HttpResponse:
    if request.method == "POST":
        letter_key.leaked(request.act, kid=kid)
        messages.success(
            request, "Kunci dinyatakan bocor. Surat dengan kunci itu kini harus diperiksa dengan jaringan."
        )
    return redirect("letter_keys")
