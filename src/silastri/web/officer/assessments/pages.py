"""The folder of evidence: the assessments of the office, one with its indicators, one indicator, and the folder."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.assessments import queries
from silastri.apps.documents import queries as documents
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.assessments import assessment as journey
from silastri.journey.assessments import folder
from silastri.journey.assessments.assessment import Standing
from silastri.journey.improvements.access import plans
from silastri.web.forms import Form, day, one_of, sent_file, text, tried, upload
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


class NoteForm(Form):
    keterangan = text(
        "Keterangan", required=False, most=journey.LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        hint="Yang perlu diketahui penilai tentang indikator ini.",
    )  # fmt: skip


class AddForm(Form):
    judul = text("Apa isi berkas ini", most=200)
    berkas = upload("Berkas", required=False, hint="PDF atau foto")


class GapForm(Form):
    apa = text("Apa yang dikerjakan", most=1000, widget=forms.Textarea(attrs={"rows": 2}))
    jabatan = one_of("Siapa penanggung jawabnya", ())
    sampai = day("Paling lambat")

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [(post.key, post.title) for post in offices.definition(office).posts]
        self.choose_from("jabatan", [("", "Pilih jabatan"), *posts])


@officer
def assessments(request: DeskRequest) -> HttpResponse:
    found = list(queries.of_office(request.desk.office.pk))
    there = {(one.instrument, one.year) for one in found}
    year = request.today.year
    page = {
        "rows": [{"one": one, "name": journey.instrument_of(one).name} for one in found],
        "offered": [
            {"key": one.key, "name": one.name, "basis": one.basis, "year": of}
            for of in (year, year - 1)
            for one in journey.offered(of)
            if (one.key, of) not in there
        ],
        "writes": plans(request.desk),
    }
    return render(request, "officer/assessments/list.html", page)


@officer
def begin_assessment(request: DeskRequest, key: str, year: int) -> HttpResponse:
    _must_post(request)
    return redirect("assessment", journey.begin(request.act, key, year).pk)


@officer
def assessment(request: DeskRequest, pk: int) -> HttpResponse:
    page = {"whole": journey.whole(request.act, pk), "writes": plans(request.desk)}
    return render(request, "officer/assessments/one.html", page)


@officer
def indicator(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    return _indicator(request, pk, key, {})


def _indicator(request: DeskRequest, pk: int, key: str, wrong: dict[str, Form]) -> HttpResponse:
    whole, standing = journey.standing(request.act, pk, key)
    office, improvement = request.desk.office, standing.improvement
    note = standing.note.note if standing.note else ""
    page = {
        "whole": whole,
        "one": standing,
        "sources": [{"name": name, "found": found, "address": _address(found)} for _, name, found in standing.sources],
        "owner": offices.title(office, improvement.post) if improvement else "",
        "writes": plans(request.desk),
        "wrong": next(iter(wrong.values()), None),
        "note_form": wrong.get("keterangan") or NoteForm(auto_id="ket-%s", initial={"keterangan": note}),
        "add_form": wrong.get("bukti") or AddForm(auto_id="bukti-%s"),
        "gap_form": _may_plan(standing) and (wrong.get("celah") or GapForm(auto_id="celah-%s", office=office)),
    }
    return render(request, "officer/assessments/indicator.html", page, status=422 if wrong else 200)


def _may_plan(standing: Standing) -> bool:
    improvement = standing.improvement
    return not standing.is_met and (improvement is None or improvement.state != improvement.State.PLANNED)


def _address(found: Any) -> str:
    return reverse(found.route[0], args=found.route[1:]) if found and found.route else ""


@officer
def note_indicator(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    _must_post(request)
    form = NoteForm(request.POST, auto_id="ket-%s")
    if not _done(form, lambda: journey.write(request.act, pk, key, form.cleaned_data["keterangan"])):
        return _indicator(request, pk, key, {"keterangan": form})
    messages.success(request, "Keterangan disimpan.")
    return redirect("indicator", pk, key)


@officer
def add_evidence(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    _must_post(request)
    form = AddForm(request.POST, request.FILES, auto_id="bukti-%s")

    def add() -> None:
        journey.add(request.act, pk, key, title=form.cleaned_data["judul"], **sent_file(request))

    if not _done(form, add):
        return _indicator(request, pk, key, {"bukti": form})
    messages.success(request, "Bukti ditambahkan.")
    return redirect("indicator", pk, key)


@officer
def close_gap(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    _must_post(request)
    form = GapForm(request.POST, auto_id="celah-%s", office=request.desk.office)

    def close() -> None:
        given = form.cleaned_data
        journey.close_gap(request.act, pk, key, what=given["apa"], post=given["jabatan"], due_on=given["sampai"])

    if not _done(form, close):
        return _indicator(request, pk, key, {"celah": form})
    messages.success(request, "Celah ini masuk daftar perbaikan.")
    return redirect("indicator", pk, key)


def _done(form: Form, act: Any) -> bool:
    return tried(form, lambda: act() or True) is not None


@officer
def added_evidence(request: DeskRequest, pk: int, key: str, file: int) -> HttpResponse:
    found = journey.added_file(request.act, pk, key, file)
    return pdf(documents.content(found.file.sha256), f"bukti-{found.pk}")


@officer
def assessment_index(request: DeskRequest, pk: int) -> HttpResponse:
    whole = journey.whole(request.act, pk)
    return pdf(folder.index(request.act, whole), f"indeks-bukti-{whole.assessment.instrument}-{whole.assessment.year}")


@officer
def assessment_folder(request: DeskRequest, pk: int) -> HttpResponse:
    """Has the folder made in the background."""
    _must_post(request)
    try:
        return redirect("made_file", folder.ask_folder(request.act, pk).pk)
    except NotFit as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment", pk)


def _must_post(request: DeskRequest) -> None:
    if request.method != "POST":
        raise NotThere("Halaman ini tidak ada.")
