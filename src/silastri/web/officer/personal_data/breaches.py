"""Data that came into wrong hands: what is to be done within 3 x 24 hours, whom it touches, who was told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.personal_data import breaches
from silastri.apps.personal_data.models import DataBreach
from silastri.domain.personal_data import breach as rules
from silastri.domain.personal_data import clock
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.personal_data import access
from silastri.journey.personal_data import breach as journey
from silastri.web.forms import Form, choice, day, text, tried, whole
from silastri.web.guard import DeskRequest, officer

_PARTS = {"terungkap": "data", "bagaimana": "how", "upaya": "handling"}  # by the names of their fields
_WHEN = {"0": "Baru saja", "6": "6 jam lalu", "24": "1 hari lalu", "48": "2 hari lalu"}


class OpenForm(Form):
    judul = text("Apa yang terjadi", hint="Satu kalimat, tanpa nama orang. Dibaca pemilik data.", most=200)
    diketahui = choice("Diketahui", list(_WHEN.items()))


class StepForm(Form):
    langkah = choice("Langkah", [(key, one.title) for key, one in rules.STEPS.items()], widget=forms.Select)
    catatan = text("Yang dilakukan", most=journey.LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class ToldForm(Form):
    terungkap = text(
        rules.PARTS["data"], most=journey.LONGEST, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    bagaimana = text(rules.PARTS["how"], most=journey.LONGEST, widget=forms.Textarea(attrs={"rows": 3}), required=False)
    upaya = text(
        rules.PARTS["handling"], most=journey.LONGEST, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class PeopleForm(Form):
    dari = day("Dibuka sejak")
    sampai = day("Sampai")
    petugas = text("Oleh petugas", hint="Nama pemilik akun yang dipakai. Kosong: siapa pun.", most=100, required=False)
    nomor = text("Nomor permohonan", hint="Kosong: semua permohonan.", most=40, required=False)


@officer
def data_breaches(request: DeskRequest) -> HttpResponse:
    access.must_read(request.desk)
    form = OpenForm(request.POST or None, initial={"diketahui": "0"})
    if request.method == "POST":
        made = tried(
            form,
            lambda: journey.begin(
                request.act,
                request.desk,
                title=form.cleaned_data["judul"],
                hours_ago=whole(form.cleaned_data["diketahui"]),
            ),
        )
        if made is not None:
            return redirect("data_breach", made.pk)
    found = [(one, _left(request, one)) for one in breaches.of_office(request.desk.office.pk)]
    page = {"breaches": found, "form": form, "may_open": access.answers(request.desk)}
    return render(request, "officer/personal_data/breaches.html", page, status=422 if form.errors else 200)


def _left(request: DeskRequest, one: DataBreach) -> tuple[str, str]:
    if one.closed_at:
        return "ditutup", "grey"
    return clock.left(one.due_at, request.act.at), "red" if request.act.at > one.due_at else "yellow"


@officer
def data_breach(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, journey.one(request.desk, pk))


@officer
def change_data_breach(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    found = journey.one(request.desk, pk)
    if request.method != "POST" or what not in _ACTS:
        raise NotThere("Halaman tidak ditemukan.")
    form_class, act, said = _ACTS[what]
    form = form_class(request.POST, auto_id=f"{what}-%s")
    done: list[str] = []

    def carry_out() -> bool:
        done.append(str(act(request, pk, form.cleaned_data) or ""))
        return True

    if tried(form, carry_out) is None:
        return _page(request, found, {what: form}, 422)
    messages.success(request, said.format(done[0]))
    return redirect("data_breach", pk)


def _note(request: DeskRequest, pk: int, given: dict[str, Any]) -> None:
    journey.note(request.act, request.desk, pk=pk, key=given["langkah"], text=given["catatan"])


def _describe(request: DeskRequest, pk: int, given: dict[str, Any]) -> None:
    journey.describe(request.act, request.desk, pk=pk, told={_PARTS[name]: text for name, text in given.items()})


def _find(request: DeskRequest, pk: int, given: dict[str, Any]) -> int:
    if given["sampai"] < given["dari"]:
        raise NotFit("Hari terakhir lebih awal dari hari pertama.", {"sampai": "Lebih awal dari hari pertama."})
    span = journey.Span(given["dari"], given["sampai"], given["petugas"], given["nomor"])
    return journey.find_people(request.act, request.desk, pk=pk, span=span)


def _take_off(request: DeskRequest, pk: int, given: dict[str, Any]) -> None:
    journey.take_off(request.act, request.desk, pk=pk, row=whole(request.POST.get("baris", "")))


def _tell(request: DeskRequest, pk: int, given: dict[str, Any]) -> int:
    return journey.tell_people(request.act, request.desk, pk=pk)


def _close(request: DeskRequest, pk: int, given: dict[str, Any]) -> None:
    journey.close(request.act, request.desk, pk=pk)


_ACTS: dict[str, tuple[type[Form], Callable[[DeskRequest, int, dict[str, Any]], Any], str]] = {
    "catat": (StepForm, _note, "Langkah dicatat."),
    "butir": (ToldForm, _describe, "Pemberitahuan tersimpan."),
    "orang": (PeopleForm, _find, "{} orang ditambahkan."),
    "keluarkan": (Form, _take_off, "Orang itu dikeluarkan dari daftar."),
    "beri-tahu": (Form, _tell, "Pesan untuk {} orang masuk antrean kirim."),
    "tutup": (Form, _close, "Kejadian ditutup."),
}


def _page(
    request: DeskRequest, found: DataBreach, wrong: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    shown, steps = wrong or {}, breaches.steps(found)
    people = breaches.people(found)
    first = request.today - timedelta(days=7)
    page = {
        "breach": found,
        "left": _left(request, found),
        "checklist": [(key, one, [step for step in steps if step.key == key]) for key, one in rules.STEPS.items()],
        "people": people[:200],
        "count": len(people),
        "untold": sum(one.told_at is None for one in people),
        "parts": [(title, found.told.get(key, "")) for key, title in rules.PARTS.items()],
        "notice": journey.told_of(found),
        "wrong": next(iter(shown.values()), None),
        "may_change": access.answers(request.desk) and found.closed_at is None,
        "step_form": shown.get("catat") or StepForm(auto_id="catat-%s"),
        "told_form": shown.get("butir")
        or ToldForm(auto_id="butir-%s", initial={name: found.told.get(key, "") for name, key in _PARTS.items()}),
        "people_form": shown.get("orang")
        or PeopleForm(auto_id="orang-%s", initial={"dari": first, "sampai": request.today}),
    }
    return render(request, "officer/personal_data/breach.html", page, status=status)


@officer
def data_breach_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    content, media_type, ending = journey.sheet(request.act, request.desk, pk=pk)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="pemberitahuan-{pk}.{ending}"'
    return response
