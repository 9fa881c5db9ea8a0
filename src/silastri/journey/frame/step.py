"""The frame of every step: may this officer do it, and where does its outcome lead."""

from collections.abc import Mapping

from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.apps.statements.made import together
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case import form, step_notes, undo, workflow
from silastri.domain.case.step_notes import StepFacts
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.exits import Lead
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind, nature
from silastri.domain.refusal import MovedOn, NotFit, NotYours
from silastri.journey.case import clock, invite, limit_reminder, products, route, tell
from silastri.journey.case.dossier import Dossier, dossier_of

from . import effects

STALE = "Langkah ini sudah dikerjakan. Tidak ada yang berubah. Muat ulang untuk melihat keadaan terbaru."


class StaleStep(MovedOn):
    """The case is not where the officer saw it any more."""


class NotYourPost(NotYours):
    """The step belongs to a post that this officer does not hold."""


class OwnCase(NotYours):
    """An officer may not work on their own application (requirement C11)."""


class SamePerson(NotYours):
    """One person may not both prepare and decide a case (requirement C11)."""


class TakenByOther(MovedOn):
    """A colleague has the file in hand."""


def open_step(act: Act, *, ref: str, turn: int, kinds: tuple[Kind, ...]) -> Dossier:
    """Raises CaseNotFound, StaleStep, NotYourPost, OwnCase, SamePerson, TakenByOther.

    ``turn`` is the control-card turn that the officer saw: of two officers, or two clicks, only one takes the step.
    """
    return _opened(act, queries.lock(ref, office=act.by.office), turn, kinds)


def look_at_step(act: Act, *, ref: str, turn: int, kinds: tuple[Kind, ...]) -> Dossier:
    """As ``open_step``, and locks nothing: for what takes long and is done before the step."""
    return _opened(act, queries.case(ref, office=act.by.office), turn, kinds)


def _opened(act: Act, case: Case, turn: int, kinds: tuple[Kind, ...]) -> Dossier:
    dossier = dossier_of(case)
    may_act(act, dossier, turn)
    if dossier.step.kind not in kinds:
        raise StaleStep("Permohonan ini sedang di langkah lain. Muat ulang halaman.")
    return dossier


def may_act(act: Act, dossier: Dossier, turn: int) -> None:
    """Whether this officer may do the present step. Raises what ``open_step`` raises."""
    case, step = dossier.case, dossier.step
    if case.state != State.RUNNING or case.turn != turn:
        raise StaleStep(STALE)
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    if not is_for(act, case, step):
        raise NotYourPost("Langkah ini bukan tugas jabatan Anda.")
    if case.taken_by is not None and case.taken_by_id != act.by.person:
        raise TakenByOther(
            f"Berkas ini sedang dipegang {case.taken_by.name}. Minta ia melepaskan atau mengoper berkasnya dulu."
        )
    if step.actor in _posts(act, step) and barred(dossier, act.by.person):
        raise SamePerson("Orang yang memeriksa tidak boleh ikut memutuskan permohonan yang sama.")


def barred(dossier: Dossier, person: int | None) -> bool:
    """Whether that person prepared what would be decided now, or decided what would be prepared."""
    kind = nature(dossier.step.kind)
    other = "prepared" if kind.decides else "decided" if kind.prepares else ""
    return person in dossier.case.hands.get(other, ())


def is_for(act: Act, case: Case, step: Step) -> bool:
    """Whether the step that waits is a task of the officer's posts: to do it, or to record it for who does it."""
    return not act.by.watches and (case.post in _posts(act, step) or case.recorder in act.by.posts)


def _posts(act: Act, step: Step) -> dict[str, str]:
    """The posts for which the officer may do it: who signs in another's name does nothing else there."""
    return act.by.signs if step.kind is Kind.SIGN else act.by.posts


def finish(
    act: Act,
    dossier: Dossier,
    *,
    outcome: str = ONWARD,
    note: str = "",
    filled: Mapping[str, str] | None = None,
    found: StepFacts | None = None,
    changed: tuple[str, ...] = (),
    passed: frozenset[Kind] = frozenset(),
    aside: str = "",
) -> Case:
    """Records the step, moves the case where the outcome leads, and queues the messages.

    ``filled`` is what the officer typed into the step's own form, ``found`` what the system learnt at it, ``aside``
    what only the control card tells. What is known of the case is worked out once, when both are kept.

    Raises NotFit when a reason or an answer is missing, WayNotOpen, ConditionFailed.
    """
    case, step = dossier.case, dossier.step
    if outcome != ONWARD and not note.strip():
        raise NotFit("Tulis alasannya.", {"catatan": "Tulis alasannya, supaya jelas apa yang harus dilakukan."})
    if outcome == ONWARD:
        _keep_answers(act, dossier, filled or {})
    _keep_facts(dossier, found or StepFacts())
    dossier = dossier.with_facts()
    known, free = dossier.work_out_facts(), passed | route.free_of(dossier)
    again, letter = done_again(case), products.corrected_key(dossier)
    position = workflow.take(dossier.definition.sop, step, outcome, known, free, done_again=again, letter=letter)
    if outcome == Lead.AGAIN:
        _keep_facts(dossier, StepFacts(times_again=again + 1))
    _hand(act, case, step)
    effects.leaving(act, dossier, outcome)
    return move(act, dossier, position, outcome=outcome, note=note.strip(), changed=changed, aside=aside)


def wait_in_line(act: Act, dossier: Dossier, *, changed: tuple[str, ...] = ()) -> Case:
    """The case is handed in and waits until an officer admits it from the waiting list of a quota."""
    position = workflow.Position(State.WAITING, dossier.step)
    return move(act, dossier, position, outcome=ONWARD, note="", changed=changed)


def move(
    act: Act,
    dossier: Dossier,
    position: workflow.Position,
    *,
    outcome: str,
    note: str,
    changed: tuple[str, ...] = (),
    aside: str = "",
) -> Case:
    """Takes the case to that position: the row on the control card, the messages, and what the new step brings."""
    case, step = dossier.case, dossier.step
    arrival = _arrival(act, dossier, position)
    inside = undo.stays_inside(dossier.definition, dossier.promise(), step, outcome, position.step)
    had_held = bool(case.arrived_at and undo.is_in_time(case.arrived_at, act.at))
    effects.no_longer_awaited(act, dossier)
    case.sent_back = _sent_back(dossier, position, outcome)
    invite.when_served(case, position)
    with together():
        if had_held:
            messages.send_held(case, act.at)
        kept = tuple({*changed, "hands", "notes", "sent_back"})
        cases.record(act, case, outcome=outcome, note=note, arrival=arrival, changed=kept, aside=aside)
        tell.moved(
            act, case, definition=dossier.definition, office=dossier.office, kind=step.kind, outcome=outcome,
            may_be_undone=inside and not case.corrects,
        )  # fmt: skip
        limit_reminder.follow(act, dossier, position)
    effects.arrived(act, dossier, position)
    return case


def done_again(case: Case) -> int:
    """How often the step that waits was done again."""
    return step_notes.facts(case.notes, case.step).times_again


def _keep_answers(act: Act, dossier: Dossier, filled: Mapping[str, str]) -> None:
    """Reads the step's own form and keeps its answers. Raises NotFit."""
    case, step = dossier.case, dossier.step
    if not step.form:
        return
    today, known = dossier.time.day(act.at), dossier.work_out_facts()
    read = form.read(step.form, filled, today, known, step=step.key)
    if read.errors:
        raise NotFit("Ada isian yang belum benar.", read.errors)
    case.notes = step_notes.with_answers(case.notes, step.key, read.values)


def _keep_facts(dossier: Dossier, found: StepFacts) -> None:
    if found.model_fields_set:
        dossier.case.notes = step_notes.with_facts(dossier.case.notes, dossier.step.key, found)


def _hand(act: Act, case: Case, step: Step) -> None:
    """Records who prepared and who decided. Whoever only recorded the step for somebody else did neither."""
    role = "prepared" if nature(step.kind).prepares else "decided" if nature(step.kind).decides else ""
    if role and act.by.person is not None and step.actor in _posts(act, step):
        case.hands = {**case.hands, role: sorted({*case.hands.get(role, ()), act.by.person})}


def _arrival(act: Act, dossier: Dossier, position: workflow.Position) -> cases.Arrival:
    step = position.step
    if position.state is State.WAITING:
        quota = dossier.definition.standard.quota
        return cases.Arrival(State.WAITING, dossier.step.key, (quota and quota.post) or "")
    due_at, left = clock.read(dossier, to=step, at=act.at)
    if step is None:
        return cases.Arrival(position.state, promise_due_at=due_at, promise_left=left)
    step_due = clock.step_due(dossier, step, since=act.at, promise=due_at)
    limit_at = worktime.due(dossier.time, act.at, step.limit.time).at if step.limit else None
    recorder = _recorder(dossier, step)
    return cases.Arrival(position.state, step.key, step.actor, recorder, step_due, due_at, left, limit_at)


def _sent_back(dossier: Dossier, position: workflow.Position, outcome: str) -> str:
    """The step that sent the case back, until the case has passed it: lists tell it, as ``journey/case/returns.py``
    does of one case."""
    case, sop = dossier.case, dossier.definition.sop
    by = dossier.step.key if outcome.partition(":")[0] == Lead.BACK else case.sent_back
    is_passed = position.step is None or (bool(by) and sop.position(position.step.key) > sop.position(by))
    return "" if is_passed else by


def _recorder(dossier: Dossier, step: Step) -> str:
    """The post that may record the step for its actor; nobody can record what needs a certificate."""
    is_own = step.kind is Kind.SIGN and not products.is_wet(dossier)
    return "" if is_own else step.recorder or ""
