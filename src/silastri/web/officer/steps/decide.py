"""An officer forwards, verifies or approves."""

from silastri.journey.steps import decide as journey
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


def _decide(request: DeskRequest, ref: str, form: StepForm) -> Done:
    journey.decide(request.act, ref=ref, **form.decided())
    return Done(f"{ref} selesai di meja Anda.")


SCREEN = Screen("putuskan", StepForm, _decide)
