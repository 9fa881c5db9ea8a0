"""The back office gives the letter its number."""

from datetime import datetime
from typing import Any

from silastri.apps.cases import queries as cases
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.domain.case.workflow import ONWARD
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.registers import use_reserved
from silastri.journey.registers.use_reserved import Waiting
from silastri.journey.steps import number as journey
from silastri.journey.steps.number import Reserved
from silastri.web.forms import day, one_of, upload, whole
from silastri.web.guard import DeskRequest

from .form import Button, StepForm
from .screen import Done, Screen


class NumberForm(StepForm):
    pindaian = upload(
        "Pindaian surat yang sudah bernomor",
        hint="Boleh dikosongkan. Bila diisi, pindaian ini menggantikan pindaian sebelumnya.",
        required=False,
    )

    def __init__(self, *args: Any, is_wet: bool, waiting: list[Waiting], numbered: list[Letter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_wet = is_wet
        self.numbered, self.lacks_number = numbered, bool(waiting) or not numbered
        if not is_wet:
            del self.fields["pindaian"]
        elif self.lacks_number:
            self.go = Button("Ambil nomor", value="1", name="ambil")
        else:
            self.go = Button("Selesai, teruskan", value=ONWARD)
        self.letters = [one.key for one in waiting if one.numbers]
        for one in waiting:
            if one.numbers:
                offered = [(str(number.pk), number.number) for number in one.numbers]
                label = f"Nomor {one.name}" if len(waiting) > 1 else "Nomor surat"
                self.fields[f"cadangan-{one.key}"] = one_of(label, [("", "Nomor berikutnya"), *offered], required=False)
        if self.letters:
            self.fields["tanggal"] = day("Tanggal pada surat di kertas", required=False, hint="Bila bukan hari ini")

    @property
    def others(self) -> list[tuple[str, str]]:
        """Where a number is first to be written on paper, the officer may also go on at once."""
        return [(ONWARD, "Beri nomor dan teruskan sekaligus")] if self.go.name == "ambil" else super().others

    @property
    def reserved_fields(self) -> list[Any]:
        return [self[f"cadangan-{key}"] for key in self.letters] + ([self["tanggal"]] if self.letters else [])

    @property
    def reserved(self) -> Reserved:
        """The reserved numbers that were chosen in place of new ones."""
        chosen = {key: self.cleaned_data.get(f"cadangan-{key}") for key in self.letters}
        numbers = {key: whole(number) for key, number in chosen.items() if number}
        return Reserved(numbers, self.cleaned_data.get("tanggal"))


def _needs(dossier: Dossier, at: datetime) -> dict[str, Any]:
    waiting = use_reserved.waiting(dossier, products.to_sign(dossier))
    return {"is_wet": products.is_wet(dossier), "waiting": waiting, "numbered": _numbered(dossier)}


def _numbered(dossier: Dossier) -> list[Letter]:
    """The letters of this step that have a number already."""
    mine = {product.key for product in products.to_sign(dossier)}
    return [letter for letter in letters.products(dossier.case) if letter.number and letter.key in mine]


def _number(request: DeskRequest, ref: str, form: NumberForm) -> Done:
    """Draws the number only, where the officer writes it on a paper first; the step is finished afterwards."""
    if request.POST.get("ambil"):
        journey.draw(request.act, ref=ref, turn=form.cleaned_data["giliran"], reserved=form.reserved)
        return Done(stays=True)
    sent = form.cleaned_data.get("pindaian")
    mine = {product.key for product in products.to_sign(dossier_of(cases.case(ref, office=request.act.by.office)))}
    done = journey.number(
        request.act,
        ref=ref,
        scan=sent.read() if sent else b"",
        scan_name=sent.name if sent else "",
        reserved=form.reserved,
        **form.given(),
    )
    numbers = ", ".join(letter.number for letter in letters.products(done) if letter.key in mine)
    return Done(f"{ref} diberi nomor {numbers}.")


SCREEN = Screen("nomor", NumberForm, _number, needs=_needs)
