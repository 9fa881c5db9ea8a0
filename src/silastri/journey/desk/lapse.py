"""A time limit of the applicant or of somebody else has passed, and an officer carries out the consequence."""

from dataclasses import dataclass
from datetime import datetime

from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.domain.act import Act
from silastri.domain.case import lateness, workflow
from silastri.domain.case.workflow import State
from silastri.domain.definition.exits import Lead, Limit
from silastri.domain.definition.sop import Step
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case import route
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import effects
from silastri.journey.frame.step import OwnCase, StaleStep, move
from silastri.journey.papers.drawn_after import one_transaction

_LONGEST_LIST = 200


class NotPassed(MovedOn):
    """The limit has not passed yet, or the step has none."""


@dataclass(frozen=True)
class Passed:
    """A case whose limit has passed, and the consequence."""

    case: Case
    step: Step
    limit: Limit


def passed(office_id: int, posts: dict[str, str], *, at: datetime) -> list[Passed]:
    """The cases whose consequence one of these posts may carry out, the longest passed first."""
    mine = {
        (version, step.key): (step, step.limit)
        for version, step in catalog.steps(office_id)
        if step.limit and step.limit.by in posts
    }
    found = queries.past_limit(office_id, mine, at)[:_LONGEST_LIST]
    return [Passed(case, *mine[case.version_id, case.step]) for case in found]


@one_transaction()
def carry_out(act: Act, *, ref: str, turn: int, note: str) -> Case:
    """Carries out the consequence in the standard. Raises CaseNotFound, StaleStep, NotPassed, NotYours, NotFit."""
    case = queries.lock(ref, office=act.by.office)
    dossier = dossier_of(case)
    limit = _limit(act, dossier, turn)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    if limit.by not in act.by.posts:
        raise NotYours("Tindakan setelah batas waktu bukan tugas jabatan Anda.")
    if not note.strip():
        raise NotFit("Tulis alasannya.", {"catatan": "Tulis alasannya. Pemohon dapat membacanya."})
    position = workflow.lapse(dossier.definition.sop, dossier.step, dossier.work_out_facts(), route.free_of(dossier))
    outcome = "lewat" if limit.then.lead is Lead.ONWARD else limit.then.code
    word = f"Lewat batas waktu {limit.time}. {note.strip()}"
    effects.leaving(act, dossier, outcome)
    return move(act, dossier, position, outcome=outcome, note=word)


def _limit(act: Act, dossier: Dossier, turn: int) -> Limit:
    case = dossier.case
    if case.turn != turn or not State(case.state).is_open:
        raise StaleStep("Permohonan ini sudah berubah. Muat ulang halaman.")
    if dossier.step.limit is None or not lateness.passed(case.limit_at, act.at):
        raise NotPassed("Batas waktunya belum lewat.")
    return dossier.step.limit
