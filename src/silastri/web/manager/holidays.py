"""The office's holidays: those of the national list, and the office's own changes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.audit.operations import log
from silastri.apps.offices import operations, queries
from silastri.apps.offices.models import Holiday
from silastri.web.forms import Form, choice, day, text, whole
from silastri.web.guard import DeskRequest, manager


class HolidayForm(Form):
    tanggal = day("Tanggal")
    nama = text("Nama", most=200)
    jenis = choice("Jenis", Holiday.Kind.choices)


@manager
def holidays(request: DeskRequest) -> HttpResponse:
    office = request.desk.office
    typed = request.GET.get("tahun", "")
    year = whole(typed) if 2000 <= whole(typed) <= 2100 else request.today.year
    form = HolidayForm(request.POST or None, initial={"jenis": Holiday.Kind.LOCAL})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        operations.set_holiday(office, day=data["tanggal"], name=data["nama"], kind=data["jenis"])
        log(request.act, "set_holiday", str(data["tanggal"]))
        messages.success(request, "Hari libur tersimpan. Batas waktu berikutnya memakai daftar baru.")
        return redirect(f"{request.path}?tahun={data['tanggal'].year}")
    page = {
        "form": form,
        "year": year,
        "days": queries.holidays(office, year),
        "known_years": queries.years_with_holidays(office),
    }
    return render(request, "manager/holidays.html", page, status=422 if form.is_bound else 200)


@manager
def remove(request: DeskRequest, on: str) -> HttpResponse:
    from_form = HolidayForm({"tanggal": on, "nama": "-", "jenis": "local"})
    if request.method == "POST" and from_form.is_valid():
        removed = from_form.cleaned_data["tanggal"]
        operations.remove_holiday(request.desk.office, day=removed)
        log(request.act, "remove_holiday", str(removed))
        messages.success(request, "Hari libur dihapus.")
        return redirect(f"/kelola/libur/?tahun={removed.year}")
    return redirect("holidays")
