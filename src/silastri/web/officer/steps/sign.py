"""The head looks at the letter and signs it, or sends it back."""

from datetime import datetime
from typing import Any

from django import forms

from silastri.apps.letters import queries as letters
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import Refusal
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.signing_claim import is_in_doubt
from silastri.journey.papers.signatory import postings
from silastri.journey.signing import ink, use_ink
from silastri.journey.signing import sign as journey
from silastri.journey.steps import decide
from silastri.web.forms import choice, upload, whole
from silastri.web.guard import DeskRequest

from .form import Button, StepForm
from .screen import Done, Screen


class SignForm(StepForm):
    sometimes = frozenset({"frasa"})  # asked for where it is signed, not where it is sent back

    frasa = forms.CharField(
        label="Frasa sandi tanda tangan",
        help_text="Dipakai satu kali untuk surat ini dan tidak disimpan.",
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    pejabat = choice("Yang menandatangani", [], required=False)
    pindaian = upload(
        "Pindaian surat yang sudah ditandatangani dan dicap", hint="PDF atau foto yang jelas", required=False
    )

    def __init__(self, *args: Any, is_wet: bool, signers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_wet = is_wet
        del self.fields["frasa" if is_wet else "pindaian"]
        if is_wet and len(signers) > 1:
            self.choose_from("pejabat", signers)
        else:
            del self.fields["pejabat"]
        if is_wet:
            self.go = Button("Simpan pindaian", value=ONWARD)


def _needs(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """Whether it is signed in ink or by certificate, and who may sign for the post."""
    found = postings(dossier, dossier.case.post, at)
    signers = [(str(posting.person_id), f"{posting.mark} {posting.person.name}".strip()) for posting in found]
    return {"is_wet": products.takes_ink(dossier), "signers": signers}


def _shows(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """Whether the signing service answers, whether ink may replace it, and which letters have an unknown result."""
    at, office = request.act.at, dossier.case.office_id
    try:
        use_ink.may_use_ink(request.act, dossier)
    except Refusal:
        may = False
    else:
        may = True
    doubtful = [letter for letter in letters.products(dossier.case) if is_in_doubt(letter, at)]
    return {
        "away_since": letters.signer_away_since(office, at),
        "may_use_ink": may,
        "in_ink_instead": products.in_ink_instead(dossier),
        "doubtful": doubtful,
        "only_signer": not products.takes_ink(dossier) and dossier.case.post not in request.act.by.signs,
    }


def _sign(request: DeskRequest, ref: str, form: SignForm) -> Done:
    data = form.cleaned_data
    if data["keputusan"] != ONWARD:
        decide.turn_away(request.act, ref=ref, outcome=data["keputusan"], **form.given())
        return Done(f"{ref} tidak ditandatangani.")
    if form.is_wet:
        _with_ink(request, ref, form)
    else:
        journey.sign(request.act, ref=ref, turn=data["giliran"], passphrase=data["frasa"], signer=request.user)
    return Done(f"{ref} sudah ditandatangani.")


def _with_ink(request: DeskRequest, ref: str, form: SignForm) -> None:
    data, sent = form.cleaned_data, form.cleaned_data["pindaian"]
    ink.sign_with_ink(
        request.act,
        ref=ref,
        scan=sent.read() if sent else b"",
        scan_name=sent.name if sent else "",
        signer=whole(data["pejabat"]) if data.get("pejabat") else None,
        **form.given(),
    )


SCREEN = Screen("tanda-tangan", SignForm, _sign, needs=_needs, shows=_shows)
