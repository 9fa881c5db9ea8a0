"""The treasurer gives a deposit back."""

from django import forms

from silastri.apps.payments.models import Refund
from silastri.journey.steps import refund as journey
from silastri.journey.steps.refund import GivenBack
from silastri.web.forms import Form, choice, text
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class GiveBackForm(Form):
    """How money is given back."""

    kept = forms.IntegerField(
        label="Dipotong (rupiah)",
        help_text="Isi 0 bila dikembalikan seluruhnya.",
        min_value=0,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": "Isi 0 bila tidak ada potongan.", "invalid": "Isi dengan angka saja.",
                        "min_value": "Paling sedikit 0."},
    )  # fmt: skip
    reason = text("Sebab potongan", required=False, most=500)
    method = choice("Cara mengembalikan", Refund._meta.get_field("method").choices)
    reference = text("Nomor bukti", most=100, autocomplete="off")

    @property
    def given_back(self) -> GivenBack:
        data = self.cleaned_data
        return GivenBack(data["kept"], data["reason"], data["method"], data["reference"])


class RefundForm(GiveBackForm, StepForm):
    pass


def _refund(request: DeskRequest, ref: str, form: RefundForm) -> Done:
    journey.refund(request.act, ref=ref, given=form.given_back, **form.given())
    return Done(f"{ref}: pengembalian tercatat.")


SCREEN = Screen("kembalikan-jaminan", RefundForm, _refund)
