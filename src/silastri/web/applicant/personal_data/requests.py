"""My data: what I may ask for, what I asked, and the answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.made_files.models import MadeFile
from silastri.apps.personal_data import breaches, queries
from silastri.apps.personal_data.models import DataRequest
from silastri.domain.personal_data import clock
from silastri.journey.personal_data import answer, ask, breach, copy, erase
from silastri.web.forms import Form, choice, text, tried, whole
from silastri.web.guard import Request, applicant

_HINT = "Data yang mana, dan alasannya"


class AskForm(Form):
    kantor = choice("Kantor", [], hint="Yang menjawab permintaan ini")
    jenis = forms.CharField(widget=forms.HiddenInput(), max_length=10)


class TextForm(AskForm):
    sometimes = frozenset({"uraian"})
    uraian = text("Uraian", hint=_HINT, most=ask.LONGEST, widget=forms.Textarea(attrs={"rows": 3}), required=False)


class CorrectForm(AskForm):
    nama = text(
        "Nama yang benar", hint="Seperti tertulis di KTP. Kosongkan bila sudah benar.", required=False, most=100
    )
    nik = text("NIK yang benar", hint="Kosongkan bila sudah benar.", required=False, most=25, inputmode="numeric")
    uraian = text(
        "Data lain yang salah", hint="Apa yang salah, dan apa yang benar", most=ask.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}), required=False,
    )  # fmt: skip


Kind = DataRequest.Kind
_FORMS: dict[str, type[AskForm]] = {
    Kind.COPY: AskForm, Kind.CORRECT: CorrectForm, Kind.RESTRICT: TextForm, Kind.ERASE: TextForm,
}  # fmt: skip
_SAID = {
    Kind.COPY: "Salinan sedang dibuat. Kami kabari bila sudah siap.",
}


@applicant
def my_data(request: Request) -> HttpResponse:
    form = _form(request, request.POST.get("jenis", "")) if request.method == "POST" else None
    if form is None:
        return _page(request)
    given: dict[str, Any] = {}

    def send() -> DataRequest:
        given.update(form.cleaned_data)
        return ask.ask(
            request.act,
            person=request.user,
            office=whole(given["kantor"]),
            kind=given["jenis"],
            text=given.get("uraian", ""),
            name=given.get("nama", ""),
            nik=given.get("nik", ""),
        )

    made = tried(form, send)
    if made is None:
        return _page(request, form, 422)
    messages.success(request, _SAID.get(Kind(made.kind), "Permintaan terkirim. Jawabannya paling lambat 3 x 24 jam."))
    return redirect("my_data_request", made.pk)


def _form(request: Request, kind: str, *, bound: bool = True) -> AskForm | None:
    """The form of one kind; None where there is no such kind."""
    if kind not in _FORMS:
        return None
    offices = ask.offices_for(request.user)
    choices = [(str(office.pk), office.name) for office in offices]
    initial = {"jenis": kind, "kantor": choices[0][0] if choices else ""}
    form = _FORMS[kind](request.POST if bound else None, auto_id=f"{kind}-%s", initial=initial)
    form.choose_from("kantor", choices)
    return form


def _page(request: Request, wrong: AskForm | None = None, status: int = 200) -> HttpResponse:
    shown = {kind: _form(request, kind, bound=False) for kind in _FORMS}
    if wrong is not None:
        shown[wrong.data["jenis"]] = wrong
    page = {
        "kinds": [(kind, label, shown[kind]) for kind, label in Kind.choices],
        "wrong": wrong,
        "requests": queries.of_person(request.user.pk)[:20],
        "plan": erase.plan(request.act, request.user),
        "breaches": [(one, breach.told_of(one)) for one in breaches.touching(request.user.pk)],
    }
    return render(request, "applicant/personal_data/my_data.html", page, status=status)


@applicant
def my_data_request(request: Request, pk: int) -> HttpResponse:
    found = ask.one(request.user, pk)
    page = {
        "one": found,
        "left": clock.left(found.due_at, request.act.at) if found.is_open else "",
        "told": [(name, found.told.get(key)) for key, name in _TOLD.items() if found.told.get(key)],
        "may_take": found.made is not None and found.made.state == MadeFile.State.DONE and not found.is_open,
    }
    return render(request, "applicant/personal_data/request.html", page)


_TOLD = {"name": "Nama yang benar", "nik": "NIK yang benar", "text": "Uraian"}


@applicant
def withdraw_data_request(request: Request, pk: int) -> HttpResponse:
    if request.method == "POST":
        ask.withdraw(request.act, person=request.user, pk=pk)
        messages.success(request, "Permintaan ditarik.")
    return redirect("my_data_request", pk)


@applicant
def lift_restriction(request: Request) -> HttpResponse:
    if request.method == "POST" and request.user.restricted_at:
        answer.lift(request.act, person=request.user)
        messages.success(request, "Pembatasan dicabut.")
    return redirect("my_data")


@applicant
def take_my_data(request: Request, pk: int) -> HttpResponse:
    """The copy itself, of the person who asked for it alone."""
    name, content = copy.take(request.act, ask.one(request.user, pk))
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
