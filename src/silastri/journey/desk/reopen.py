"""A superior opens a wrong result of the look-up again: the case goes back to the step that found it."""

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.case import step_notes
from silastri.domain.case.step_notes import StepFacts
from silastri.domain.case.workflow import Position, State
from silastri.domain.definition.sop import Step
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import effects, signing_claim
from silastri.journey.frame.step import STALE, OwnCase, StaleStep, move
from silastri.journey.papers.drawn_after import one_transaction

REOPENED = "buka_lagi"


class NothingToReopen(MovedOn):
    """The case has no result that could be opened again: none yet, or the case corrects a letter."""


class IsSigned(MovedOn):
    """A letter that follows from the result is signed already."""


def found_at(dossier: Dossier) -> Step | None:
    """The step whose result may be opened again; None where there is none."""
    case, steps = dossier.case, dossier.definition.sop.steps
    if case.state != State.RUNNING or case.corrects:
        return None
    before = steps[: dossier.definition.sop.position(dossier.step.key)]
    return next((step for step in reversed(before) if step_notes.facts(case.notes, step.key).look_up), None)


def may_reopen(act: Act, dossier: Dossier) -> bool:
    """Whether this officer is the superior who may open the result again now."""
    step = found_at(dossier)
    own = dossier.case.applicant_id == act.by.person
    return step is not None and not own and _is_superior(act, dossier, step) and not _signed(dossier.case)


def _is_superior(act: Act, dossier: Dossier, step: Step) -> bool:
    post = dossier.office.post(step.actor)
    return post is not None and post.superior in act.by.posts


def _signed(case: Case) -> bool:
    return any(letter.state == Letter.State.SIGNED for letter in letter_queries.products(case))


@one_transaction()
def reopen(act: Act, *, ref: str, turn: int, reason: str) -> Case:
    """Forgets the result, voids the letters that are not signed yet, and takes the case back to the look-up.

    For the superior of the post that looked up, by the office's definition, whoever has the file in hand. The control
    card keeps the old result and the reason. Raises CaseNotFound, StaleStep, OwnCase, NothingToReopen, NotYours,
    IsSigned, AlreadySigning, InDoubt, NotFit without a reason.
    """
    dossier = dossier_of(queries.lock(ref, office=act.by.office))
    step = _must_be_open(act, dossier, turn)
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis mengapa hasilnya keliru."})
    case = dossier.case
    looked = step_notes.facts(case.notes, step.key).look_up
    assert looked
    aside = f"Hasil sebelumnya: {looked.outcome['sebutan']}, data {looked.data['periode']}."
    note = f"Hasil pengecekan dibuka lagi: {reason.strip()[:500]}"
    case.notes = step_notes.with_facts(case.notes, step.key, StepFacts(look_up=None))
    letters.void(case, reason=note, by=act.by.name, at=act.at)
    effects.leaving(act, dossier, REOPENED)
    log(act, "reopen_result", ref)
    return move(act, dossier, Position(State.RUNNING, step), outcome=REOPENED, note=note, aside=aside)


def _must_be_open(act: Act, dossier: Dossier, turn: int) -> Step:
    case = dossier.case
    if case.turn != turn:
        raise StaleStep(STALE)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    step = found_at(dossier)
    if step is None:
        raise NothingToReopen("Permohonan ini tidak punya hasil pengecekan yang bisa dibuka lagi.")
    if not _is_superior(act, dossier, step):
        raise NotYours("Hasil pengecekan hanya dibuka lagi oleh atasan petugas yang mengecek.")
    if _signed(case):
        raise IsSigned("Surat permohonan ini sudah ditandatangani. Perbaiki atau cabut suratnya.")
    signing_claim.must_be_clear(case, act.at)
    return step
