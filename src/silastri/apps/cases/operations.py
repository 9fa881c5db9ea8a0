"""Writes cases. Each function needs the transaction of the act that calls it."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from silastri.apps.accounts.models import Person
from silastri.apps.catalog.models import Version
from silastri.apps.documents.models import StoredFile
from silastri.apps.offices.models import Office
from silastri.apps.statements import insert, update
from silastri.domain import reference
from silastri.domain.act import Act
from silastri.domain.case import control_card
from silastri.domain.case.workflow import State

from .models import Case, CaseDocument, Mark, StepRun
from .queries import card_row


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a checker says of one requirement."""

    key: str
    is_right: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a step leaves the case: its state, and the step and post that wait for it, if any."""

    state: State
    step: str = ""
    post: str = ""
    recorder: str = ""
    due_at: datetime | None = None
    promise_due_at: datetime | None = None
    promise_left: int | None = None
    limit_at: datetime | None = None


def draft(*, office: Office, version: Version, applicant: Person, via: str, at: datetime) -> Case:
    return Case.objects.create(
        office=office,
        service_id=version.service_id,
        version=version,
        applicant=applicant,
        via=via,
        ref=reference.registration(office.code, secrets.choice),
        created_at=at,
    )


def record(
    act: Act,
    case: Case,
    *,
    outcome: str,
    note: str,
    arrival: Arrival,
    changed: tuple[str, ...] = (),
    aside: str = "",
) -> StepRun:
    """Adds the row to the control card and moves the case on: two statements, however long the case is.

    ``changed`` names what else of the case the act has changed, to be kept with it; ``aside`` is for the card alone.
    """
    taken_by_me = case.taken_by_id is not None and case.taken_by_id == act.by.person
    run = StepRun(
        case=case,
        turn=case.turn + 1,
        step=case.step,
        post=case.post,
        person_id=act.by.person,
        by=_signed_as(act, case),
        via=act.via,
        arrived_at=case.arrived_at or act.at,
        taken_at=case.taken_at if taken_by_me and case.taken_at else act.at,
        due_at=case.due_at,
        left_at=act.at,
        outcome=outcome,
        note=f"{note}{StepRun.ASIDE}{aside}"[:_LONGEST_NOTE] if aside else note,
        to_step=arrival.step,
    )
    run.seal = control_card.seal(card_row(case.ref, run), case.seal or control_card.START)
    insert([run])
    _move(act, case, run, arrival, changed, note)
    return run


_LONGEST_NOTE = 2000


def _signed_as(act: Act, case: Case) -> str:
    """The name as he acted: Plt. or Plh. for who stands in, in whose name he signed, and that he recorded it where the
    step is another's."""
    if case.post in act.by.signs_for and case.post not in act.by.posts:
        return f"{act.by.name} ({act.by.signs_for[case.post]})"
    if case.recorder and case.post not in act.by.posts and act.by.person != case.applicant_id:
        return f"{act.by.name} (mencatatkan)"
    return f"{act.by.posts.get(case.post, '')} {act.by.name}".strip()


def _move(act: Act, case: Case, run: StepRun, arrival: Arrival, changed: tuple[str, ...], note: str) -> None:
    case.turn, case.seal = run.turn, run.seal
    case.state, case.step = arrival.state, arrival.step
    case.post, case.recorder = arrival.post, arrival.recorder
    case.arrived_at = act.at if arrival.step else None
    case.due_at, case.promise_due_at, case.promise_left = arrival.due_at, arrival.promise_due_at, arrival.promise_left
    case.limit_at = arrival.limit_at
    case.taken_by, case.taken_at = None, None
    if not arrival.step:
        case.ended_at = act.at
        if arrival.state is not State.DONE:
            case.ending = note
    update(case, [*_MOVED, *changed])


_MOVED = (
    "turn seal state step post recorder arrived_at due_at limit_at promise_due_at promise_left taken_by taken_at"
    " ended_at ending"
).split()


def take(act: Act, case: Case) -> None:
    """The officer has the file in hand: initial and time of receipt on the control card."""
    case.taken_by_id, case.taken_at = act.by.person, act.at
    case.save(update_fields=["taken_by", "taken_at"])


def put_back(case: Case) -> None:
    case.taken_by, case.taken_at = None, None
    case.save(update_fields=["taken_by", "taken_at"])


def add_document(case: Case, *, key: str, file: StoredFile, person_id: int, at: datetime) -> CaseDocument:
    return CaseDocument.objects.create(case=case, key=key, file=file, person_id=person_id, added_at=at, turn=case.turn)


def remove_papers(case: Case, key: str) -> None:
    """Takes back what was handed in for a requirement while the case is still a draft."""
    CaseDocument.objects.filter(case=case, key=key).delete()


def mark(case: Case, marks: list[Verdict]) -> None:
    """Keeps what the checker said, with the control-card row that is about to be written."""
    Mark.objects.bulk_create(
        [Mark(case=case, turn=case.turn + 1, key=m.key, is_right=m.is_right, reason=m.reason) for m in marks]
    )


def stand_under(case: Case, version: Version) -> None:
    """A draft goes over to another version of its standard."""
    case.version = version
    case.save(update_fields=["version"])


def note(case: Case, step: str, found: dict[str, Any]) -> None:
    """Keeps what an officer noted at a step that goes on."""
    case.notes = {**case.notes, step: {**case.notes.get(step, {}), **found}}
    case.save(update_fields=["notes"])


def forget(case: Case, step: str, keys: set[str]) -> None:
    """Leaves out what was noted there under those keys."""
    case.notes = {**case.notes, step: {k: v for k, v in case.notes.get(step, {}).items() if k not in keys}}
    case.save(update_fields=["notes"])


def recorded_by(case: Case, post: str) -> None:
    """The post that may record the step that waits; none if it is empty."""
    case.recorder = post
    update(case, ["recorder"])


def prepared_by(case: Case, person_id: int) -> None:
    """He had a hand in preparing it, so he does not decide it."""
    case.hands = {**case.hands, "prepared": sorted({*case.hands.get("prepared", ()), person_id})}
    case.save(update_fields=["hands"])


def answer(case: Case, answers: dict[str, Any]) -> None:
    case.answers = answers
    case.save(update_fields=["answers"])


def discard(case: Case) -> None:
    """Throws away a draft that was never handed in."""
    CaseDocument.objects.filter(case=case).delete()
    case.delete()
