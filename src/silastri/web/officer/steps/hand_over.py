"""The counter hands the letter over."""

from datetime import datetime
from typing import Any

from django import forms

from silastri.apps.letters.models import HandOver
from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import hand_over as journey
from silastri.web.forms import PHOTO, choice, name, sent_file, text, upload
from silastri.web.guard import DeskRequest
from silastri.web.uploads.drawn import drawn

from .form import StepForm
from .screen import Done, Screen


class HandOverForm(StepForm):
    penerima = name("Nama penerima", autocomplete="off")
    hubungan = choice("Yang mengambil", HandOver.Relation.choices)
    bukti = choice("Bukti yang ditunjukkan", HandOver.Proof.choices)
    berkas = upload("Foto bukti", hint="Boleh dikosongkan", required=False)
    terima = upload("Foto tanda terima yang ditandatangani", hint="Boleh dikosongkan", required=False, accept=PHOTO)
    tanpa_tanda = text(
        "Mengapa tanpa tanda tangan dan tanpa foto",
        hint="Misalnya: cap jempol di buku ekspedisi",
        required=False,
        most=200,
        autocomplete="off",
    )
    tanda_tangan = forms.CharField(required=False, max_length=400_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, things: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in things:
            self.fields[f"kembali-{key}"] = forms.BooleanField(label=f"Dikembalikan: {label}", required=False)

    @property
    def things(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("kembali-")]

    @property
    def returned(self) -> set[str]:
        """The keys of the things that the holder gave back."""
        return {
            name.removeprefix("kembali-")
            for name, given in self.cleaned_data.items()
            if given and name.startswith("kembali-")
        }


def _needs(dossier: Dossier, at: datetime) -> dict[str, Any]:
    mostly = {"penerima": dossier.case.applicant.name, "hubungan": HandOver.Relation.SELF}
    return {"things": tuple((thing.key, thing.label) for thing in journey.to_return(dossier)), "initial": mostly}


def _hand_over(request: DeskRequest, ref: str, form: HandOverForm) -> Done:
    data = form.cleaned_data
    to = journey.Receiver(data["penerima"], data["hubungan"], data["bukti"])
    receipt = request.FILES.get("terima")
    signed = journey.Signed(
        receipt.read() if receipt else b"", drawn(data["tanda_tangan"], "penerima"), data["tanpa_tanda"]
    )
    journey.hand_over(
        request.act, ref=ref, to=to, signed=signed, returned=form.returned, **sent_file(request), **form.given()
    )
    return Done(f"{ref} selesai. Surat sudah diserahkan.")


def _shows(_: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """Nobody signs before the survey that the standard asks for is answered or declined."""
    return {"survey_first": journey.survey_first(dossier)}


SCREEN = Screen("serahkan", HandOverForm, _hand_over, needs=_needs, shows=_shows)
