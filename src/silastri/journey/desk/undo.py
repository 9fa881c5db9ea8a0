"""An officer takes back the step that he did last, shortly afterwards and only where nothing left the house.

Nothing is removed from the control card: a row of its own says that the step was undone. The case is in his hand again,
and its times are what they were.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries, recent
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.case import undo as rules
from silastri.domain.case.workflow import UNDONE, State
from silastri.domain.definition.sop import Step
from silastri.domain.refusal import MovedOn
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import signing_claim
from silastri.journey.frame.step import STALE, NotYourPost, OwnCase, StaleStep, TakenByOther


class NotUndone(MovedOn):
    """The step cannot be taken back: too late, told to the applicant already, or it brought about more than a move."""


@dataclass(frozen=True)
class Undoable:
    """A step that its officer may take back, and until when."""

    case: Case
    run: StepRun
    step: Step

    @property
    def until(self) -> datetime:
        return self.run.left_at + rules.WITHIN

    @property
    def told_later(self) -> bool:
        return bool(self.case.applicant.phone)


def undoable(act: Act, dossier: Dossier) -> Undoable | None:
    """The step that this officer did last in the case, if he may take it back now."""
    run = queries.last_run(dossier.case)
    if run is None or dossier.case.taken_by_id is not None or _refusal(act, dossier, run):
        return None
    return Undoable(dossier.case, run, dossier.definition.sop.step(run.step))


def just_done(act: Act) -> list[Undoable]:
    """All that this officer may take back now, the newest first."""
    found = recent.just_done(act.by.person or 0, act.by.office or 0, act.at - rules.WITHIN)
    return [one for one in (undoable(act, dossier_of(case)) for case in found) if one]


@transaction.atomic
def undo(act: Act, *, ref: str, turn: int) -> Case:
    """Raises CaseNotFound, StaleStep, OwnCase, NotYourPost, TakenByOther, NotUndone, AlreadySigning, InDoubt."""
    dossier = dossier_of(queries.lock(ref, office=act.by.office))
    case, run = dossier.case, queries.last_run(dossier.case)
    if case.turn != turn or run is None:
        raise StaleStep(STALE)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    if run.person_id != act.by.person or not _holds(act, dossier, run):
        raise NotYourPost("Yang boleh mengurungkan langkah ini hanya petugas yang mengerjakannya.")
    if case.taken_by is not None:
        raise TakenByOther(f"Berkas ini sudah dipegang {case.taken_by.name}. Minta ia mengembalikannya.")
    if sentence := _refusal(act, dossier, run):
        raise NotUndone(sentence)
    signing_claim.must_be_clear(case, act.at)
    if not messages.take_back(case):
        raise NotUndone("Langkah ini tidak bisa diurungkan lagi: kabarnya sudah dikirim kepada pemohon.")
    step = dossier.definition.sop.step(run.step)
    back = cases.Arrival(
        State.RUNNING, step.key, run.post, step.recorder or "", run.due_at, case.promise_due_at, case.promise_left
    )
    note = f"{step.name} diurungkan oleh petugas yang mengerjakannya."
    cases.record(act, case, outcome=UNDONE, note=note, arrival=back, undoes=run)
    log(act, "undo_step", ref, whose=case.applicant_id)
    return case


def _refusal(act: Act, dossier: Dossier, run: StepRun) -> str:
    """Why the step is not taken back, in a sentence; empty where it may be."""
    case, step = dossier.case, dossier.definition.sop.step(run.step)
    if run.person_id != act.by.person or case.applicant_id == act.by.person or not _holds(act, dossier, run):
        return "Yang boleh mengurungkan langkah ini hanya petugas yang mengerjakannya."
    if not rules.is_in_time(run.left_at, act.at):
        return "Langkah hanya bisa diurungkan dalam 10 menit. Minta petugas berikutnya mengembalikan berkasnya."
    to = dossier.step if case.state == State.RUNNING and case.step == run.to_step and not case.corrects else None
    if not rules.stays_inside(dossier.definition, dossier.promise(), step, run.outcome, to):
        return "Langkah ini tidak bisa diurungkan, karena sudah berakibat ke luar: surat, tagihan, waktu, atau pemohon."
    return ""


def _holds(act: Act, dossier: Dossier, run: StepRun) -> bool:
    return bool({run.post, dossier.definition.sop.step(run.step).recorder} & act.by.posts.keys())
