"""What people asked about their data, for the officer who answers it: the list with its figures, and one of them."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases.concerned import Concerned
from silastri.apps.offices import queries as offices
from silastri.apps.personal_data import queries
from silastri.apps.personal_data.models import DataRequest
from silastri.domain import identity
from silastri.domain.personal_data import clock, grounds
from silastri.journey.personal_data import access, answer, erase
from silastri.web.forms import Form, choice, text, tried
from silastri.web.guard import DeskRequest, officer

_SHOWN = 50
Kind = DataRequest.Kind


class AnswerForm(Form):
    sometimes = frozenset({"dasar", "jawaban"})
    keputusan = choice("Keputusan", [("ya", "Dipenuhi"), ("tidak", "Tidak dapat dipenuhi")])
    bukti = forms.BooleanField(label="KTP atau dokumennya sudah saya lihat, dan isinya cocok", required=False)
    dasar = choice(
        "Dasar penolakan",
        [("", "Pilih bila tidak dapat dipenuhi"), *((key, label) for key, (label, _) in grounds.GROUNDS.items())],
        required=False,
        widget=forms.Select,
    )
    jawaban = text(
        "Keterangan untuk warga", hint="Kalimat yang ramah dan jelas", most=2000,
        widget=forms.Textarea(attrs={"rows": 4}), required=False,
    )  # fmt: skip


@officer
def data_requests(request: DeskRequest) -> HttpResponse:
    access.must_read(request.desk)
    at, office = request.act.at, request.desk.office
    year = request.today.year
    since = offices.working_time(office).begins(request.today.replace(month=1, day=1))
    page = {
        "requests": [(one, _left(one, at)) for one in queries.of_office(office.pk)[:_SHOWN]],
        "figures": [one for one in queries.figures(office.pk, since, at + timedelta(seconds=1), at) if one.came],
        "year": year,
    }
    return render(request, "officer/personal_data/requests.html", page)


def _left(one: DataRequest, at: datetime) -> tuple[str, str]:
    """What is left of its time, and how it is marked."""
    if not one.is_open:
        return ("terlambat", "red") if one.was_late else ("tepat waktu", "green")
    mark = "red" if at > one.due_at else "yellow" if clock.is_soon(one.due_at, at) else "blue"
    return clock.left(one.due_at, at), mark


@officer
def data_request(request: DeskRequest, pk: int) -> HttpResponse:
    found = answer.opened(request.desk, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        given = form.data

        def carry_out() -> DataRequest:
            sent = form.cleaned_data
            decision = answer.Decision(
                grants=sent["keputusan"] == "ya", text=sent["jawaban"], ground=sent["dasar"], proof_seen=sent["bukti"]
            )
            return answer.answer(request.act, request.desk, pk=pk, decision=decision)

        if given and tried(form, carry_out) is not None:
            messages.success(request, "Jawaban tersimpan dan dijalankan. Warga sudah dikabari.")
            return redirect("data_request", pk)
    return _page(request, found, form, 422 if form.errors else 200)


def _page(request: DeskRequest, found: DataRequest, form: AnswerForm, status: int) -> HttpResponse:
    person = found.person
    request.concerned = Concerned(f"data {found.pk}", 0, person.pk, request.desk.office.pk)  # type: ignore[attr-defined]
    page: dict[str, Any] = {
        "one": found,
        "left": _left(found, request.act.at),
        "pairs": [
            ("Nama", person.name, found.told.get("name", "")),
            ("NIK", identity.mask(person.nik) if person.nik else "-", found.told.get("nik", "")),
        ],
        "form": form,
        "may_answer": found.is_open and access.answers(request.desk) and found.kind != Kind.COPY,
        "needs_proof": found.kind == Kind.CORRECT and bool(found.told.get("name") or found.told.get("nik")),
        "plan": erase.plan(request.act, person) if found.kind == Kind.ERASE and found.is_open else None,
    }
    return render(request, "officer/personal_data/request.html", page, status=status)
