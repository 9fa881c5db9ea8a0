"""Breaches of the code of ethics: anybody reports one; the panel and the officer himself see what became of it."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.appraisals.models import EthicsCase
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotThere
from silastri.journey.appraisals import ethics, papers
from silastri.web.forms import Form, choice, day, one_of, sent_file, text, tried, upload, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

_HOUR = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII)


def _long(label: str, hint: str = "", rows: int = 4) -> forms.CharField:
    return text(label, hint=hint, most=ethics.LONGEST, widget=forms.Textarea(attrs={"rows": rows}))


class ReportForm(Form):
    petugas = one_of("Siapa", ())
    butir = one_of("Butir kode etik yang dilanggar", ())
    kejadian = _long("Apa yang terjadi", "Tulis kapan, di mana, dan apa yang Anda lihat sendiri.", 5)


class DismissForm(Form):
    alasan = _long("Alasan", rows=2)


class InviteForm(Form):
    hari = day("Hari sidang")
    jam = text("Jam", hint="Misalnya 09.00", most=5)
    ruang = text("Tempat", most=ethics.LONGEST_PLACE)

    def clean_jam(self) -> str:
        found = _HOUR.fullmatch(self.cleaned_data["jam"])
        if found is None:
            raise forms.ValidationError("Tulis jamnya seperti 09.00.")
        return f"{found[1].zfill(2)}.{found[2]}"


class MinutesForm(Form):
    hari_sidang = day("Sidang diadakan")
    hadir = _long("Siapa yang hadir", "Nama dan jabatan, satu orang satu baris.", 3)
    keterangan = _long("Keterangan petugas", "Tulis apa yang dikatakannya.", 5)
    berkas = upload("Berita acara yang ditandatangani", required=False, hint="PDF atau foto, bila sudah ada")


class AnswerForm(Form):
    pembelaan = _long("Pembelaan Anda", "Anda menulisnya satu kali, sebelum diputuskan.")


class DecideForm(Form):
    keputusan = choice("Keputusan", ethics.Decision.choices)
    pertimbangan = _long("Pertimbangan", "Petugas membacanya.", 3)


@officer
def ethics_cases(request: DeskRequest) -> HttpResponse:
    office = request.desk.office
    page = {
        "cases": [(one, offices.title(office, one.post)) for one in ethics.seen(request.act)],
        "has_code": bool(ethics.lines(office)),
    }
    return render(request, "officer/appraisals/ethics_list.html", page)


@officer
def report_breach(request: DeskRequest) -> HttpResponse:
    lines = ethics.lines(request.desk.office)
    form = ReportForm(request.POST if request.method == "POST" else None)
    form.choose_from("petugas", [("", "Pilih petugas"), *ethics.people_of(request.act)])
    form.choose_from("butir", [("", "Pilih butir"), *((line, line) for line in lines)])
    if tried(form, lambda: _reported(request, form.cleaned_data)) is None:
        page = {"form": form, "has_code": bool(lines)}
        return render(request, "officer/appraisals/report.html", page, status=422 if form.is_bound else 200)
    messages.success(request, "Laporan Anda diterima pimpinan kantor. Isinya hanya dibaca yang memutuskan.")
    return redirect("ethics_cases")


def _reported(request: DeskRequest, given: dict[str, Any]) -> EthicsCase:
    return ethics.report(request.act, person=whole(given["petugas"]), line=given["butir"], told=given["kejadian"])


@officer
def ethics_case(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@officer
def change_ethics_case(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """Dismissed, invited, heard, answered or decided."""
    if request.method != "POST" or what not in _ACTS:
        ethics.one(request.act, pk)
        raise NotThere("Halaman tidak ditemukan.")
    form_class, act, said = _ACTS[what]
    form = form_class(request.POST, request.FILES, auto_id=f"{what}-%s")
    if tried(form, lambda: act(request, pk, form.cleaned_data)) is None:
        return _page(request, pk, {what: form})
    messages.success(request, said)
    return redirect("ethics_case", pk)


def _dismiss(request: DeskRequest, pk: int, given: dict[str, Any]) -> EthicsCase:
    return ethics.dismiss(request.act, pk, given["alasan"])


def _invite(request: DeskRequest, pk: int, given: dict[str, Any]) -> EthicsCase:
    return ethics.invite(request.act, pk, on=given["hari"], hour=given["jam"], place=given["ruang"])


def _record(request: DeskRequest, pk: int, given: dict[str, Any]) -> EthicsCase:
    minutes = ethics.Minutes(given["hari_sidang"], given["hadir"], given["keterangan"], **sent_file(request))
    return ethics.record(request.act, pk, minutes)


def _answer(request: DeskRequest, pk: int, given: dict[str, Any]) -> EthicsCase:
    return ethics.answer(request.act, pk, given["pembelaan"])


def _decide(request: DeskRequest, pk: int, given: dict[str, Any]) -> EthicsCase:
    return ethics.decide(request.act, pk, decision=given["keputusan"], reason=given["pertimbangan"])


_ACTS: dict[str, tuple[type[Form], Callable[[DeskRequest, int, dict[str, Any]], EthicsCase], str]] = {
    "hentikan": (DismissForm, _dismiss, "Laporan tidak dilanjutkan."),
    "panggil": (InviteForm, _invite, "Panggilan dicatat. Cetak suratnya dan berikan kepada petugas."),
    "catat": (MinutesForm, _record, "Berita acara tersimpan."),
    "bela": (AnswerForm, _answer, "Pembelaan Anda tersimpan."),
    "putuskan": (DecideForm, _decide, "Keputusan tersimpan."),
}


def _page(request: DeskRequest, pk: int, wrong: dict[str, Form] | None = None) -> HttpResponse:
    found, shown, state = ethics.one(request.act, pk), wrong or {}, ethics.State
    judges, decides = ethics.judges(request.act, found), ethics.decides(request.act, found)
    mine = found.person_id == request.user.pk

    def form(what: str, may: bool) -> Form | None:
        return (shown.get(what) or _ACTS[what][0](auto_id=f"{what}-%s")) if may else None

    page = {
        "one": found,
        "post": offices.title(found.office, found.post),
        "judges": judges,
        "mine": mine,
        "wrong": next(iter(shown.values()), None),
        "dismiss_form": form("hentikan", decides and found.state == state.REPORTED),
        "invite_form": form("panggil", judges and found.state in (state.REPORTED, state.INVITED)),
        "minutes_form": form(
            "catat",
            judges and found.state == state.INVITED and bool(found.hearing_on and found.hearing_on <= request.today),
        ),
        "answer_form": form("bela", mine and not found.answer and found.state in (state.INVITED, state.HEARD)),
        "decide_form": form("putuskan", decides and found.state == state.HEARD),
    }
    return render(request, "officer/appraisals/ethics_one.html", page, status=422 if wrong else 200)


@officer
def hearing_letter(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(papers.invitation(request.act, pk), f"panggilan-{pk}")


@officer
def hearing_minutes(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(papers.minutes(request.act, pk), f"berita-acara-{pk}")


@officer
def hearing_file(request: DeskRequest, pk: int) -> HttpResponse:
    content, kind = ethics.minutes_file(request.act, pk)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="berita-acara-{pk}-ditandatangani"'
    return response
