"""Somebody asked for money: told without a name, and followed by a code. No page here is kept, and none is logged."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from silastri.apps.bribes import queries
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import reference
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.bribes import follow as following
from silastri.journey.bribes import send as sending
from silastri.web.forms import Form, day, money, text, tried
from silastri.web.gate.limits import slow_down
from silastri.web.guard import secret
from silastri.web.zone import show_time_of


class ReportForm(Form):
    uraian = text(
        "Apa yang terjadi?",
        hint="Tulis apa yang diminta, untuk apa, dan apa yang dikatakan.",
        most=sending.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    jumlah = money("Berapa rupiah yang diminta?", hint="Misalnya 50.000.", required=False)
    siapa = text("Siapa yang meminta?", hint="Nama, jabatan, atau ciri-cirinya.", required=False)
    hari = day("Tanggal berapa?", required=False)
    jam = text("Jam berapa kira-kira?", hint="Misalnya 10.30.", required=False, most=40)
    tempat = text("Di mana?", required=False)
    permohonan = text("Nomor pendaftaran", hint="Bila tentang satu permohonan.", required=False, most=40)
    hubungi = text(
        "Bagaimana pengawas bisa menghubungi Anda?",
        hint="Tidak harus diisi. Bila diisi, hanya pengawas yang membacanya.",
        required=False,
    )
    lembar = forms.CharField(widget=forms.HiddenInput(), required=False, max_length=64)


class CodeForm(Form):
    kode = text(
        "Kode laporan", hint="16 huruf dan angka yang Anda catat.", most=60, autocomplete="off", spellcheck="false"
    )


class MoreForm(Form):
    kode = forms.CharField(widget=forms.HiddenInput(), max_length=60)
    pesan = text("Tambahkan keterangan", most=sending.LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


@secret
def bribe(request: HttpRequest, office: str) -> HttpResponse:
    about = _office(office)
    reader = queries.reader_of(about)
    page: dict[str, Any] = {"office": offices.definition(about), "slug": about.slug}
    if reader is None:
        _nothing_is_kept(request)
        return _private(render(request, "public/bribes/elsewhere.html", page))
    page["reader"] = offices.definition(reader)
    page["own_team"] = reader.pk == about.pk
    if request.method != "POST":
        named = request.GET.get("permohonan", "")[:40]
        page["form"] = ReportForm(initial={"permohonan": named, "lembar": sending.new_form()})
        return _private(render(request, "public/bribes/tell.html", page))
    form = ReportForm(request.POST)
    code = tried(form, lambda: _send(request, about, form))
    if code is None:
        page["form"] = form
        return _private(render(request, "public/bribes/tell.html", page, status=422))
    return _private(render(request, "public/bribes/sent.html", page | {"code": reference.in_groups(code)}))


def _send(request: Any, about: Office, form: Form) -> str:
    """Raises TooOften. What is counted by address says only that a form was sent, and is forgotten in ten minutes."""
    slow_down(request, "form", most=10, sentence="Terlalu banyak kiriman dari jaringan ini.")
    given = form.cleaned_data
    told = sending.Told(
        text=given["uraian"], amount=given["jumlah"], by_whom=given["siapa"], on=given["hari"], hour=given["jam"],
        where=given["tempat"], reach=given["hubungi"], ref=given["permohonan"],
    )  # fmt: skip
    return sending.send(request.act, about=about, form=given["lembar"], told=told)


@secret
def follow(request: HttpRequest) -> HttpResponse:
    """The code comes by POST alone, so that no address ever holds it."""
    if request.method != "POST":
        return _private(render(request, "public/bribes/follow.html", {"form": CodeForm()}))
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _private(render(request, "public/bribes/follow.html", {"form": form}, status=422))
    typed = form.cleaned_data["kode"]
    try:
        report = following.report_of(typed)
    except NotThere as refusal:
        slow_down(request, "code", most=30, sentence="Terlalu banyak kode yang salah.")
        form.add_error("kode", str(refusal))
        return _private(render(request, "public/bribes/follow.html", {"form": form}, status=404))
    more, is_said = MoreForm(initial={"kode": typed}), False
    if "pesan" in request.POST:
        more, is_said = _add(request, typed)
    show_time_of(report.about)
    page = {
        "report": report,
        "notes": queries.notes(report, for_writer=True),
        "reader": offices.definition(report.reader),
        "more": more,
        "is_said": is_said,
    }
    return _private(render(request, "public/bribes/one.html", page, status=422 if more.is_bound else 200))


def _add(request: Any, typed: str) -> tuple[MoreForm, bool]:
    """The form to be shown next, and whether something was added. Raises TooOften."""
    form = MoreForm(request.POST)
    if not form.is_valid():
        return form, False
    slow_down(request, "form", most=10, sentence="Terlalu banyak kiriman dari jaringan ini.")
    try:
        following.add(request.act, typed=typed, text=form.cleaned_data["pesan"])
    except NotFit as refusal:
        form.refuse(refusal)
        return form, False
    return MoreForm(initial={"kode": typed}), True


def _office(slug: str) -> Office:
    found = offices.by_slug(slug)
    if found is None:
        raise NotThere("Kantor ini tidak ada.")
    return found


def _nothing_is_kept(request: HttpRequest) -> None:
    if request.method == "POST":
        raise sending.NobodyReads("Belum ada pengawas yang membaca laporan tentang kantor ini, jadi tidak disimpan.")


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
