"""The office's holidays: those of the national list, and the office's own changes."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.offices import queries
from silastri.apps.offices.models import Holiday
from silastri.journey.office import calendar
from silastri.journey.office.calendar import Change
from silastri.web.forms import Form, choice, day, text, whole
from silastri.web.guard import DeskRequest, manager

_SHOWN = 20


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
        said = {"day": data["tanggal"], "name": data["nama"], "kind": data["jenis"]}
        is_grave = data["tanggal"] <= request.today
        if asked := _asked(request, calendar.closing(office, **said), form, even_if_none=is_grave):
            return asked
        return _done(request, data["tanggal"], "Hari libur tersimpan.", calendar.close(request.act, **said))
    days = list(queries.holidays(office, year))
    page = {
        "form": form,
        "year": year,
        "today": request.today,
        "past": [one for one in days if one.day < request.today and year == request.today.year],
        "days": [one for one in days if one.day >= request.today or year != request.today.year],
        "known_years": queries.years_with_holidays(office),
    }
    return render(request, "manager/holidays.html", page, status=422 if form.is_bound else 200)


@manager
def remove(request: DeskRequest, on: str) -> HttpResponse:
    from_form = HolidayForm({"tanggal": on, "nama": "-", "jenis": "local"})
    if request.method == "POST" and from_form.is_valid():
        removed = from_form.cleaned_data["tanggal"]
        if asked := _asked(request, calendar.opening(request.desk.office, removed), even_if_none=True):
            return asked
        return _done(request, removed, "Hari libur dihapus.", calendar.open_again(request.act, day=removed))
    return redirect("holidays")


def _asked(
    request: DeskRequest, change: Change, form: HolidayForm | None = None, *, even_if_none: bool
) -> HttpResponse | None:
    """The page that says how many cases move, until the manager has seen it. A removal, and a day that is here or past,
    is asked for even if no case moves: it is seldom meant."""
    if request.POST.get("yakin"):
        return None
    moved = calendar.moved(request.desk.office, change, at=request.act.at)
    if not moved and not even_if_none:
        return None
    page = {
        "change": change,
        "moved": moved[:_SHOWN],
        "count": len(moved),
        "more": len(moved) - _SHOWN,
        "is_past": change.day < request.today,
        "is_today": change.day == request.today,
        "told": sum(one.moves_promise or one.moves_limit for one in moved),
        "form": form,
    }
    return render(request, "manager/holiday_moves.html", page)


def _done(request: DeskRequest, day: date, what: str, count: int) -> HttpResponse:
    then = f"Batas waktu {count} permohonan dihitung ulang." if count else "Tidak ada batas waktu yang berubah."
    messages.success(request, f"{what} {then}")
    return redirect(f"/kelola/libur/?tahun={day.year}")
