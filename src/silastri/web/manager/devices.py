"""The screens and tablets of the office's hall: what each is for, and whether it is on."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.devices import queries
from silastri.apps.devices.models import Device
from silastri.journey.devices import tied as journey
from silastri.journey.queueing import access
from silastri.web.forms import Form, choice, text, tried
from silastri.web.gate.limits import slow_down
from silastri.web.guard import DeskRequest, manager

_MOST = 20  # wrong codes from one address in ten minutes
_DEAD_AFTER = timedelta(minutes=3)  # a screen that is on asks every few seconds, and is noted once a minute
_WIDTHS = (("80", "80 mm"), ("58", "58 mm"))


class UseForm(Form):
    kegunaan = choice("Dipakai untuk", Device.Mode.choices)
    nama = text("Nama", hint="Misalnya Televisi ruang tunggu", most=60, autocomplete="off")
    lebar = choice("Lebar kertas nomor antrean", _WIDTHS, required=False)
    suara = forms.BooleanField(label="Ucapkan panggilan, bukan hanya bel", required=False)

    def __init__(self, *args: Any, has_queue: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in Device.Mode.choices if has_queue or one[0] != Device.Mode.KIOSK]
        self.choose_from("kegunaan", offered)

    @property
    def use(self) -> journey.Use:
        said = self.cleaned_data
        return journey.Use(
            said["kegunaan"], said["nama"], width=58 if said["lebar"] == "58" else 80, spoken=said["suara"]
        )


class TieForm(UseForm):
    kode = text("Kode di layar", hint="Enam huruf dan angka", most=12, autocomplete="off", autocapitalize="characters")
    field_order = ("kode", "kegunaan", "nama", "lebar", "suara")


@manager
def devices(request: DeskRequest) -> HttpResponse:
    form = TieForm(
        request.POST if request.method == "POST" else None,
        has_queue=access.is_used(request.desk.office),
        initial={"lebar": "80", "suara": True},
    )
    if tied := tried(form, lambda: _tie(request, form)):
        messages.success(request, f"{tied.name} terpasang. Layarnya berganti sendiri dalam beberapa detik.")
        return redirect("devices")
    page = {
        "form": form,
        "devices": [(one, _is_on(one, request.act.at)) for one in queries.of_office(request.desk.office.pk)],
        "address": request.build_absolute_uri(reverse("new_device")),
    }
    return render(request, "manager/devices.html", page, status=422 if form.is_bound else 200)


def _tie(request: DeskRequest, form: TieForm) -> Device:
    """Raises TooOften and NoCode."""
    try:
        return journey.tie(request.act, typed=form.cleaned_data["kode"], use=form.use)
    except journey.NoCode:
        slow_down(request, "device_code", most=_MOST, sentence="Terlalu banyak kode yang salah.")
        raise


@manager
def one_device(request: DeskRequest, pk: int) -> HttpResponse:
    found = journey.one_of_office(request.act, pk)
    first: dict[str, Any] = {
        "kegunaan": found.mode,
        "nama": found.name,
        "lebar": str(found.width),
        "suara": found.speaks,
    }
    form = UseForm(
        request.POST if request.method == "POST" else None,
        has_queue=access.is_used(request.desk.office) or found.mode == Device.Mode.KIOSK,
        initial=first,
    )
    if tried(form, lambda: journey.change(request.act, pk=pk, use=form.use)):
        messages.success(request, "Tersimpan. Layarnya berganti sendiri dalam beberapa detik.")
        return redirect("devices")
    page = {"form": form, "one": found, "is_on": _is_on(found, request.act.at)}
    return render(request, "manager/device.html", page, status=422 if form.is_bound else 200)


@manager
def try_device(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        found = journey.try_out(request.act, pk=pk)
        messages.success(request, f"{found.name} mengucapkan panggilan percobaan dalam beberapa detik.")
    return redirect("device", pk)


@manager
def let_device_go(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("device", pk)
    found = journey.let_go(request.act, pk=pk)
    messages.success(request, f"{found.name} dilepas. Perangkat itu bebas dipakai lagi.")
    return redirect("devices")


def _is_on(device: Device, at: datetime) -> bool:
    return device.seen_at is not None and at - device.seen_at < _DEAD_AFTER
