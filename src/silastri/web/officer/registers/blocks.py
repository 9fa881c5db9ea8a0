"""Numbers reserved for an outage: the blocks of the office, and one block with what became of its numbers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.letters import blocks as records
from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotFit
from silastri.journey.registers import account_for_reserved as account
from silastri.journey.registers import ledger_paper as papers
from silastri.journey.registers import registrar
from silastri.journey.registers import reserve_block as journey
from silastri.web.forms import Form, choice, count, text
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


class ReserveForm(Form):
    buku = choice("Buku nomor", ())
    jumlah = count("Berapa nomor", hint=f"Paling banyak {journey.MOST} sekaligus", initial=20)
    alasan = text("Alasan", hint="Misalnya listrik padam, atau layanan tanda tangan tidak dapat dihubungi", most=500)

    def __init__(self, *args: Any, registers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("buku", registers)
        self.initial.setdefault("buku", registers[0][0] if len(registers) == 1 else None)


class VoidForm(Form):
    alasan = text("Alasan", hint="Misalnya tidak terpakai selama gangguan", most=500)


@officer
def all_blocks(request: DeskRequest) -> HttpResponse:
    office = registrar.must_keep(request.act)
    registers = [(one.key, one.name) for one in offices.definition(office).registers]
    form = ReserveForm(request.POST or None, registers=registers)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            block = journey.reserve_numbers(
                request.act, register=data["buku"], count=data["jumlah"], reason=data["alasan"]
            )
        except NotFit as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Nomor {block.first} sampai {block.last} dicadangkan. Cetak daftarnya.")
            return redirect("block", block.pk)
    page = {"form": form, "blocks": records.of_office(office.pk)[:200], "registers": registers}
    return render(request, "officer/registers/blocks.html", page, status=422 if form.is_bound else 200)


@officer
def block(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


def _page(request: DeskRequest, pk: int, form: Form | None = None) -> HttpResponse:
    found = records.block(registrar.must_keep(request.act).pk, pk)
    page = {"reserved": found, "numbers": records.numbers(found), "form": form or VoidForm()}
    return render(request, "officer/registers/block.html", page, status=422 if form else 200)


@officer
def sheet(request: DeskRequest, pk: int) -> HttpResponse:
    found = records.block(registrar.must_keep(request.act).pk, pk)
    return pdf(papers.reserved_sheet(request.act, found), f"nomor-cadangan-{found.first}-{found.last}")


@officer
def void_rest(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("block", pk)
    form = VoidForm(request.POST)
    if form.is_valid():
        count = account.void_rest(request.act, block=pk, reason=form.cleaned_data["alasan"])
        messages.success(request, f"{count} nomor dibatalkan dengan alasannya.")
        return redirect("block", pk)
    return _page(request, pk, form)
