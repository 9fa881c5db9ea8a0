"""The registry is searched for the applicant when the step opens; the officer says which entry is the applicant's."""

from typing import Any

from django import forms

from silastri.domain.refusal import NotFit, Refusal
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import may_act
from silastri.journey.steps import look_up as journey
from silastri.journey.steps import search_registry
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class LookUpForm(StepForm):
    """``periode`` is the one in which the page searched for the applicant's NIK."""

    cari = forms.CharField(required=False, max_length=100)
    entri = forms.CharField(required=False, max_length=20)
    periode = forms.CharField(required=False, max_length=20)


def _shows(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """What the registry says of the applicant; where it does not know the NIK, also what else was searched."""
    try:
        may_act(request.act, dossier, dossier.case.turn)
        own = search_registry.search_own(request.act, dossier.case)
    except Refusal as refusal:
        return {"no_search": str(refusal)}
    words = request.POST.get("cari", "").strip()[:100]
    seen = request.POST.get("periode", "") == str(own.period.pk)
    found: dict[str, Any] = {"by_nik": own, "words": words, "entries": own.entries}
    found["chosen"] = request.POST.get("entri", "") if seen else str(own.entries[0].pk) if len(own.entries) == 1 else ""
    if words and not own.entries:
        try:
            found["entries"] = search_registry.search(request.act, words)
        except NotFit as refusal:
            found["search_error"] = str(refusal)
    return found


def _look_up(request: DeskRequest, ref: str, form: LookUpForm) -> Done:
    data = form.cleaned_data
    journey.look_up(request.act, ref=ref, entry=data["entri"], searched=data["periode"], **form.decided())
    return Done(f"{ref}: hasil ditetapkan.", stays=True)


SCREEN = Screen("cek-data", LookUpForm, _look_up, shows=_shows)
