"""The officer goes on when the time has passed."""

from typing import Any

from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import wait as journey
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


def _shows(request: DeskRequest, dossier: Dossier) -> dict[str, Any]:
    """The objections that came during the waiting time."""
    return {"objections": journey.objections(dossier)}


def _wait(request: DeskRequest, ref: str, form: StepForm) -> Done:
    journey.wait(request.act, ref=ref, outcome=form.cleaned_data["keputusan"], **form.given())
    return Done(f"{ref} selesai di meja Anda.")


SCREEN = Screen("tunggu", StepForm, _wait, shows=_shows)
