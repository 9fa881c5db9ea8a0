"""Voids the number of an unsigned letter with a reason, and gives the letter another."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.letters import blocks
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter, ReservedNumber
from silastri.domain.refusal import NotThere
from silastri.journey.registers import registrar
from silastri.journey.registers import renumber as journey
from silastri.web.forms import Form, day, one_of, text, tried, whole
from silastri.web.guard import DeskRequest, officer


class RenumberForm(Form):
    alasan = text("Alasan", hint="Misalnya salah buku nomor, atau surat sudah dibuat di kertas", most=500)
    cadangan = one_of("Nomor penggantinya", (), required=False)
    tanggal = day("Tanggal pada surat di kertas", required=False, hint="Bila bukan hari ini")

    def __init__(self, *args: Any, reserved: list[ReservedNumber], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(number.pk), f"Cadangan {number.number}") for number in reserved]
        self.choose_from("cadangan", [("", "Nomor berikutnya"), *offered])
        if not reserved:
            del self.fields["cadangan"], self.fields["tanggal"]


@officer
def renumber(request: DeskRequest, ref: str, key: str) -> HttpResponse:
    registrar.must_keep(request.act)
    case = cases.case(ref, office=request.desk.office.pk)
    letter = letters.letter(case, key)
    if letter is None or letter.register is None:
        raise NotThere("Surat bernomor ini tidak ada pada permohonan ini.")
    form = RenumberForm(request.POST or None, reserved=_reserved(letter))

    def carry_out() -> Case:
        data = form.cleaned_data
        return journey.renumber(
            request.act, ref=ref, turn=whole(request.POST.get("giliran", "")), key=key, reason=data["alasan"],
            reserved=whole(data["cadangan"]) if data.get("cadangan") else None, on=data.get("tanggal"),
        )  # fmt: skip

    if tried(form, carry_out) is not None:
        messages.success(request, f"Nomor {letter.number} dibatalkan. Surat mendapat nomor lain.")
        return redirect("desk_case", ref)
    page = {"case": case, "letter": letter, "form": form}
    return render(request, "officer/registers/renumber.html", page, status=422 if form.is_bound else 200)


def _reserved(letter: Letter) -> list[ReservedNumber]:
    assert letter.register
    return list(blocks.open_numbers(letter.office_id, letter.register.key))
