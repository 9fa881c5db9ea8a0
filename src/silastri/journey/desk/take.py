"""An officer takes a case in hand, or puts it back for colleagues."""

from django.db import transaction

from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.journey.frame.step import open_step

_ANY = tuple(Kind)


@transaction.atomic
def take(act: Act, *, ref: str, turn: int) -> Case:
    """Records on the control card that the officer received the file; from now on colleagues cannot act on it."""
    case = open_step(act, ref=ref, turn=turn, kinds=_ANY).case
    cases.take(act, case)
    return case


@transaction.atomic
def put_back(act: Act, *, ref: str, turn: int) -> Case:
    case = open_step(act, ref=ref, turn=turn, kinds=_ANY).case
    cases.put_back(case)
    return case
