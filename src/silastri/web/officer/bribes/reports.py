"""The reports that this officer may read: a list, one of them, and what can be done with it. Everybody else finds no
page here."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.bribes import queries
from silastri.apps.bribes.models import BribeReport
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotThere
from silastri.journey.bribes import read
from silastri.web.forms import Form, choice, text, tried
from silastri.web.guard import DeskRequest, officer

State = BribeReport.State


class NoteForm(Form):
    catatan = text("Catatan", most=read.LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(Form):
    jawaban = text("Jawaban", most=read.LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


class DecideForm(Form):
    keputusan = choice("Keputusan", [(one.value, one.label) for one in read.DECISIONS])
    alasan = text("Alasan", hint="Pelapor membacanya.", most=read.LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


@officer
def bribe_reports(request: DeskRequest) -> HttpResponse:
    state = request.GET.get("keadaan", "")
    state = state if state in State.values else ""
    found = read.listed(request.act, request.desk, state)
    page = {"reports": found, "state": state, "states": State.choices}
    return render(request, "officer/bribes/list.html", page)


@officer
def bribe_report(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@officer
def change_bribe(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """Takes it in hand, notes, answers or decides."""
    if request.method != "POST" or what not in _ACTS:
        read.opened(request.act, request.desk, pk)
        raise NotThere("Halaman tidak ditemukan.")
    form_class, act, said = _ACTS[what]
    form = form_class(request.POST, auto_id=f"{what}-%s")
    if tried(form, lambda: act(request, pk, form.cleaned_data)) is None:
        return _page(request, pk, {what: form}, 422)
    messages.success(request, said)
    return redirect("bribe_report", pk)


def _take(request: DeskRequest, pk: int, given: dict[str, Any]) -> BribeReport:
    return read.take(request.act, request.desk, pk=pk)


def _note(request: DeskRequest, pk: int, given: dict[str, Any]) -> BribeReport:
    return read.note(request.act, request.desk, pk=pk, text=given["catatan"])


def _answer(request: DeskRequest, pk: int, given: dict[str, Any]) -> BribeReport:
    return read.answer(request.act, request.desk, pk=pk, text=given["jawaban"])


def _decide(request: DeskRequest, pk: int, given: dict[str, Any]) -> BribeReport:
    return read.decide(request.act, request.desk, pk=pk, state=given["keputusan"], reason=given["alasan"])


_ACTS: dict[str, tuple[type[Form], Callable[[DeskRequest, int, dict[str, Any]], BribeReport], str]] = {
    "ambil": (Form, _take, "Laporan ini sekarang diperiksa."),
    "catat": (NoteForm, _note, "Catatan disimpan."),
    "jawab": (AnswerForm, _answer, "Jawaban disimpan. Pelapor membacanya dengan kodenya."),
    "putuskan": (DecideForm, _decide, "Keputusan disimpan."),
}


def _page(request: DeskRequest, pk: int, wrong: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    report = read.opened(request.act, request.desk, pk)
    shown = wrong or {}
    page = {
        "report": report,
        "told": report.told,
        "about": offices.definition(report.about),
        "post": offices.title(report.about, report.post) if report.post else "",
        "step": _step(report),
        "notes": queries.notes(report, for_writer=False),
        "wrong": next(iter(shown.values()), None),
        "note_form": shown.get("catat") or NoteForm(auto_id="catat-%s"),
        "answer_form": shown.get("jawab") or AnswerForm(auto_id="jawab-%s"),
        "decide_form": shown.get("putuskan") or DecideForm(auto_id="putuskan-%s"),
    }
    return render(request, "officer/bribes/one.html", page, status=status)


def _step(report: BribeReport) -> str:
    """What the step is called at which the case was then."""
    if report.case is None or not report.step:
        return ""
    return catalog.definition(report.case.version_id).sop.step(report.step).name
