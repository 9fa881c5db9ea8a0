"""What every act has on its page: a form, what the form needs, how it is carried out, and what is told afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import done_again
from silastri.web.guard import DeskRequest

from .form import StepForm, ways

F = TypeVar("F", bound=StepForm)


@dataclass(frozen=True)
class Done:
    """What the officer is told of a step that was carried out; ``stays`` shows the case next, instead of the inbox."""

    told: str = ""
    stays: bool = False


def _nothing(*_: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Screen(Generic[F]):
    """How the steps of one act are shown and done.

    ``needs`` gives the form's further arguments, ``shows`` what the page shows beside the form.
    """

    address: str  # the end of the page's address
    form: type[F]
    carry_out: Callable[[DeskRequest, str, F], Done]
    needs: Callable[[Dossier, datetime], dict[str, Any]] = _nothing
    shows: Callable[[DeskRequest, Dossier], dict[str, Any]] = _nothing

    def form_of(self, dossier: Dossier, at: datetime, data: Any = None, files: Any = None) -> F:
        """The form of the step where the case is: blank, or as it was sent."""
        case, step = dossier.case, dossier.step
        others = ways(dossier.definition.sop, step, done_again(case), corrects=bool(case.corrects))
        more = self.needs(dossier, at)
        return self.form(data, files, step=step, turn=case.turn, facts=dossier.work_out_facts(), ways=others, **more)
