"""The back office prints the letter."""

from silastri.apps.catalog import queries as catalog
from silastri.domain.kinds import Kind
from silastri.journey.steps import print_out as journey
from silastri.web.guard import DeskRequest

from .form import StepForm
from .screen import Done, Screen


def _print_out(request: DeskRequest, ref: str, form: StepForm) -> Done:
    done = journey.print_out(request.act, ref=ref, **form.given())
    step = catalog.definition(done.version_id).sop.step(done.step) if done.step else None
    if step is None or step.kind is Kind.HAND_OVER:
        return Done(f"{ref} siap diambil. Pemohon sudah diberi tahu.")
    return Done(f"{ref} sudah dicetak. Teruskan kertasnya.")


SCREEN = Screen("cetak", StepForm, _print_out)
