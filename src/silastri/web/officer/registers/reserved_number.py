"""Accounts for one reserved number: a letter on paper bears it, a letter of a case takes it, or none does."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.documents import queries as documents
from silastri.apps.letters import blocks
from silastri.apps.letters.models import ReservedNumber
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case import products
from silastri.journey.case.dossier import dossier_of
from silastri.journey.registers import account_for_reserved as account
from silastri.journey.registers import registrar
from silastri.journey.registers import use_reserved as journey
from silastri.web.forms import Form, day, one_of, text, upload
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

from .blocks import VoidForm

_OTHER = "Surat lain"


class PaperForm(Form):
    jenis = one_of("Jenis surat", (), required=False)
    nama_surat = text("Nama surat", hint="Diisi bila jenisnya tidak ada di daftar", required=False)
    pemegang = text("Pemegang", hint="Nama orang atau badan yang disebut di surat", autocomplete="off")
    tanggal = day("Tanggal surat")
    penanda_tangan = text("Penanda tangan", most=120)
    pindaian = upload("Pindaian surat", hint="Sebaiknya ada: PDF atau foto yang jelas", required=False)

    def __init__(self, *args: Any, kinds: list[account.PaperKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(kind.key, kind.name) for kind in kinds]
        self.choose_from("jenis", [*offered, ("", _OTHER)])


class CaseForm(Form):
    nomor = text("Nomor pendaftaran", hint="Permohonan yang suratnya sudah dibuat di kertas", most=20)
    tanggal = day("Tanggal surat")
    surat = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def offer(self, waiting: list[journey.Waiting]) -> None:
        """Offers the letters of a case with several, one of which is chosen."""
        self.fields["surat"] = one_of("Surat", [(one.key, one.name) for one in waiting])


_WAYS = {"kertas": "Surat di kertas", "permohonan": "Surat permohonan", "batal": "Tidak dipakai"}


@officer
def reserved(request: DeskRequest, pk: int) -> HttpResponse:
    number = blocks.number(registrar.must_keep(request.act).pk, pk)
    way = request.GET.get("cara", "kertas")
    if way not in _WAYS:
        raise NotThere("Halaman ini tidak ada.")
    form = _form(request, number, way)
    if request.method == "POST" and form.is_valid():
        try:
            _done(request, number, way, form)
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Nomor urut {number.sequence} sudah dipertanggungjawabkan.")
            return redirect("block", number.block_id)
    page = {"number": number, "form": form, "way": way, "ways": _WAYS.items()}
    return render(request, "officer/registers/reserved_number.html", page, status=422 if form.is_bound else 200)


def _form(request: DeskRequest, number: ReservedNumber, way: str) -> Form:
    today = request.today
    sent: dict[str, Any] = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    if way == "batal":
        return VoidForm(**sent)
    if way == "permohonan":
        form = CaseForm(**sent, initial={"tanggal": today})
        if (waiting := _letters(request, number)) and len(waiting) > 1:
            form.offer(waiting)
        return form
    kinds = account.kinds(request.desk.office, number.register.key, today)
    first = kinds[0].key if kinds else ""
    return PaperForm(**sent, kinds=kinds, initial={"tanggal": today, "jenis": first})


def _letters(request: DeskRequest, number: ReservedNumber) -> list[journey.Waiting]:
    """The letters of the case that was typed, if one of several must be chosen."""
    ref = request.POST.get("nomor", "").strip()
    if not ref:
        return []
    dossier = dossier_of(cases.case(ref, office=request.desk.office.pk))
    found = journey.waiting(dossier, products.all_wanted(dossier))
    return [one for one in found if number in one.numbers]


def _done(request: DeskRequest, number: ReservedNumber, way: str, form: Form) -> None:
    data, act = form.cleaned_data, request.act
    if way == "batal":
        account.void(act, number=number.pk, reason=data["alasan"])
    elif way == "permohonan":
        ref = data["nomor"].strip()
        turn = cases.case(ref, office=request.desk.office.pk).turn
        journey.take(act, ref=ref, turn=turn, number=number.pk, key=data["surat"], on=data["tanggal"])
    else:
        paper = account.OnPaper(
            data["pemegang"], data["tanggal"], data["penanda_tangan"], data["jenis"], data["nama_surat"]
        )
        sent = data["pindaian"]
        scan = {"scan": sent.read(), "scan_name": sent.name} if sent else {}
        account.used_on_paper(act, number=number.pk, paper=paper, **scan)


@officer
def scan(request: DeskRequest, pk: int) -> HttpResponse:
    number = blocks.number(registrar.must_keep(request.act).pk, pk)
    if number.file is None:
        raise NotThere("Nomor ini tidak punya pindaian.")
    return pdf(documents.content(number.file.sha256), f"pindaian-{number.sequence}")
