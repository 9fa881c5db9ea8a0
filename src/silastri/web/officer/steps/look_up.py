"""The officer searches the registry, and says who of it the applicant is."""

from typing import Any

from django import forms

from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import look_up as journey
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class LookUpForm(StepForm):
    cari = forms.CharField(required=False, max_length=100)
    entri = forms.CharField(required=False, max_length=20)


def _shows(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """The search, and what it found; the applicant's own NIK stands in it from the start."""
    words = request.POST.get("cari", "").strip()[:100]
    found: dict[str, Any] = {
        "words": words or dossier.case.applicant.nik or "",
        "period": journey.period(request.act),
        "chosen": request.POST.get("entri", ""),
    }
    if words:
        try:
            found["entries"] = journey.search(request.act, words)
        except NotFit as refusal:
            found["search_error"] = str(refusal)
    return found


def _look_up(request: DeskRequest, ref: str, form: LookUpForm) -> Done:
    journey.look_up(request.act, ref=ref, entry=form.cleaned_data["entri"], **form.decided())
    return Done(f"{ref}: hasil ditetapkan.", stays=True)


SCREEN = Screen("cek-data", LookUpForm, _look_up, shows=_shows)
