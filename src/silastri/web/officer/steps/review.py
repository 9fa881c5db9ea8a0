"""The technical team recommends that the case be granted, or that it be refused."""

from typing import Any

from silastri.journey.steps import review as journey
from silastri.web.forms import sent_file, upload
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


class ReviewForm(StepForm):
    berkas = upload("Surat rekomendasi teknis", hint="PDF atau foto", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["catatan"].label = "Alasan"


def _review(request: DeskRequest, ref: str, form: ReviewForm) -> Done:
    journey.review(request.act, ref=ref, **form.decided(), **sent_file(request))
    return Done(f"{ref}: rekomendasi tersimpan.")


SCREEN = Screen("rekomendasi", ReviewForm, _review)
