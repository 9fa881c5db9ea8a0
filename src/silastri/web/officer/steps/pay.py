"""The counter records that a bill was paid, with its proof."""

from datetime import datetime
from typing import Any

from silastri.apps.payments.models import Payment
from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import pay as journey
from silastri.web.forms import choice, sent_file, text, upload
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class PayForm(StepForm):
    cara = choice("Cara bayar", [c for c in Payment.Method.choices if c[0] != Payment.Method.SERVICE])
    nomor_bukti = text("Nomor bukti", hint="Nomor kuitansi, atau nomor rujukan transfer", most=100, autocomplete="off")
    berkas = upload("Bukti bayar", hint="Wajib untuk transfer", required=False)


def _needs(dossier: Dossier, at: datetime) -> dict[str, Any]:
    """The proof that the applicant handed in: its number, and that it was a transfer."""
    proof = journey.proof_of(dossier.case)
    return {"initial": {"nomor_bukti": proof.number, "cara": "transfer"} if proof else {}}


def _pay(request: DeskRequest, ref: str, form: PayForm) -> Done:
    method, reference = form.cleaned_data["cara"], form.cleaned_data["nomor_bukti"]
    journey.pay(request.act, ref=ref, method=method, reference=reference, **sent_file(request), **form.given())
    return Done(f"{ref}: pembayaran tercatat. Permohonan berjalan lagi.", stays=True)


SCREEN = Screen("bayar", PayForm, _pay, needs=_needs)
