"""The back office prints the signed letter, or the blank to be initialled and signed with ink."""

from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction


@one_transaction()
def print_out(act: Act, *, ref: str, turn: int, note: str = "") -> Case:
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.PRINT,))
    letters.printed(dossier.case)
    return finish(act, dossier, note=note)
