"""The counter records what the applicant answers while the case runs."""

from typing import Any

from silastri.journey.steps import respond as journey
from silastri.web.forms import sent_file, upload
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class RespondForm(StepForm):
    """The applicant's answer, typed by the counter."""

    berkas = upload("Berkas", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.step.upload:
            self.fields["berkas"].label = self.step.upload
        else:
            del self.fields["berkas"]


def _respond(request: DeskRequest, ref: str, form: RespondForm) -> Done:
    journey.respond(request.act, ref=ref, filled=form.typed, **sent_file(request), **form.given())
    return Done(f"{ref}: tanggapan tercatat.")


SCREEN = Screen("tanggapi", RespondForm, _respond)
