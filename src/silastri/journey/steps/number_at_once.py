"""The back office gives several letters their numbers at once: case by case, and only where nothing else is asked."""

from silastri.apps.cases.models import Case
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.case import products
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame.step import open_step
from silastri.journey.papers.drawn_after import one_transaction
from silastri.journey.registers import use_reserved

from .number import number


class NeedsMore(NotFit):
    """The case asks for something that is answered on its own page."""


@one_transaction()
def number_at_once(act: Act, *, ref: str, turn: int) -> Case:
    """One of several. Raises NeedsMore, and what ``number`` raises."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.NUMBER,))
    if why := asks_more(dossier):
        raise NeedsMore(why)
    return number(act, ref=ref, turn=turn)


def asks_more(dossier: Dossier) -> str:
    """What only the page of the case can ask for; empty if nothing."""
    if products.takes_ink(dossier):
        return "Surat di kertas: buka berkasnya, lalu tulis nomornya pada surat."
    if dossier.step.form:
        return "Langkah ini punya isian. Buka berkasnya."
    if any(one.numbers for one in use_reserved.waiting(dossier, products.to_sign(dossier))):
        return "Ada nomor cadangan untuk surat ini. Buka berkasnya, lalu pilih nomornya."
    return ""
