"""The treasurer gives a deposit back."""

from silastri.apps.payments.models import Refund
from silastri.journey.steps import refund as journey
from silastri.journey.steps.refund import GivenBack
from silastri.web.forms import Form, choice, money, text
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class GiveBackForm(Form):
    """How money is given back."""

    sometimes = frozenset({"reason"})

    potongan = money("Dipotong (rupiah)", hint="Isi 0 bila dikembalikan seluruhnya.", initial=0)
    alasan = text("Sebab potongan", required=False, most=500)
    cara = choice("Cara mengembalikan", Refund._meta.get_field("method").choices)
    nomor_bukti = text("Nomor bukti", most=100, autocomplete="off")

    @property
    def given_back(self) -> GivenBack:
        data = self.cleaned_data
        return GivenBack(data["potongan"], data["alasan"], data["cara"], data["nomor_bukti"])


class RefundForm(GiveBackForm, StepForm):
    pass


def _refund(request: DeskRequest, ref: str, form: RefundForm) -> Done:
    journey.refund(request.act, ref=ref, given=form.given_back, **form.given())
    return Done(f"{ref}: pengembalian tercatat.")


SCREEN = Screen("kembalikan-jaminan", RefundForm, _refund)
