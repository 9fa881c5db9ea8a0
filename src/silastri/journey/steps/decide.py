"""An officer passes a case on with a note: forwards, verifies, initials, approves, or takes another way of the SOP."""

from collections.abc import Mapping

from silastri.apps.cases.models import Case
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotYours
from silastri.journey.case import products
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction

KINDS = (Kind.FORWARD, Kind.VERIFY, Kind.INITIAL, Kind.APPROVE)


@one_transaction()
def decide(
    act: Act, *, ref: str, turn: int, outcome: str, note: str = "", filled: Mapping[str, str] | None = None
) -> Case:
    """``filled`` answers the step's own form. Raises what ``open_step`` and ``finish`` raise."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=KINDS)
    return finish(act, dossier, outcome=outcome, note=note, filled=filled)


@one_transaction()
def turn_away(act: Act, *, ref: str, turn: int, outcome: str, note: str) -> Case:
    """The signer does not sign: the case goes back or is refused. On paper another post may record it.

    Raises AlreadySigning, InDoubt, and what ``open_step`` and ``finish`` raise.
    """
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.SIGN,))
    if dossier.case.post not in act.by.posts and not products.takes_ink(dossier):
        raise NotYours("Keputusan ini hanya dapat diberikan oleh pejabatnya sendiri.")
    return finish(act, dossier, outcome=outcome, note=note)
