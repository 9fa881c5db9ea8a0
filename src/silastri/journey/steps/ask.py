"""The officer who asked others concludes: onward if their answers allow it, or by another way out."""

from collections.abc import Mapping

from silastri.apps.cases.models import Case
from silastri.domain.act import Act
from silastri.domain.case import opinion as rules
from silastri.domain.case.workflow import ONWARD
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.journey.frame import consult
from silastri.journey.frame.step import finish, open_step
from silastri.journey.papers.drawn_after import one_transaction


@one_transaction()
def ask(
    act: Act,
    *,
    ref: str,
    turn: int,
    outcome: str,
    note: str,
    without: str = "",
    filled: Mapping[str, str] | None = None,
) -> Case:
    """``note`` is the conclusion; ``without`` is why the case goes on without an answer that is overdue.

    Raises NotFit, NotAgreed, StillWaiting, and what ``open_step`` and ``finish`` raise.
    """
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.ASK,))
    if not note.strip():
        raise NotFit("Tulis kesimpulannya.", {"catatan": "Tulis kesimpulan dari semua pendapat."})
    asked = consult.asked_at(dossier)
    words = [one.word for one in asked]
    passed = ""
    if outcome == ONWARD:
        rules.may_go_on(words, without=without, at=act.at)
        passed = _without(words, without)
    aside = f"{passed}{consult.told(dossier, asked)}"
    return finish(act, dossier, outcome=outcome, note=note, filled=filled, aside=aside)


def _without(words: list[rules.Word], why: str) -> str:
    missing = [word.name for word in words if word.answered_at is None]
    return f"Dilanjutkan tanpa jawaban {', '.join(missing)}: {why.strip().rstrip('.')}. " if missing and why else ""
