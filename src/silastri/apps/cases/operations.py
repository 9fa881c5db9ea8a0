"""Writes cases. Each function needs the transaction of the act that calls it."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from silastri.apps.accounts.models import Person
from silastri.apps.catalog.models import Version
from silastri.apps.documents.models import StoredFile
from silastri.apps.offices.models import Office
from silastri.apps.statements.made import insert, update
from silastri.domain import reference
from silastri.domain.act import Act
from silastri.domain.case import control_card, step_notes
from silastri.domain.case.step_notes import StepFacts
from silastri.domain.case.workflow import State

from .models import Case, CaseDocument, Mark, StepRun
from .queries import card_key, card_row


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a checker says of one requirement."""

    key: str
    is_right: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where the case is after a step: its state, and the step and post that come next, if any."""

    state: State
    step: str = ""
    post: str = ""
    recorder: str = ""
    due_at: datetime | None = None
    promise_due_at: datetime | None = None
    promise_left: int | None = None
    limit_at: datetime | None = None


def draft(
    act: Act, *, office: Office, version: Version, applicant: Person, via: str, address: str = "", filled: bool = False
) -> Case:
    """``filled``: the officer of the act fills it in with the applicant."""
    return Case.objects.create(
        office=office,
        service_id=version.service_id,
        version=version,
        applicant=applicant,
        via=via,
        address=address,
        filled_by_id=act.by.person if filled else None,
        ref=reference.registration(office.code, secrets.choice),
        created_at=act.at,
    )


def fill_on(act: Act, case: Case) -> Case:
    """From now on this officer fills in the draft with the applicant."""
    case.filled_by_id = act.by.person
    case.save(update_fields=["filled_by"])
    return case


def record(
    act: Act,
    case: Case,
    *,
    outcome: str,
    note: str,
    arrival: Arrival,
    changed: tuple[str, ...] = (),
    aside: str = "",
    stays: bool = False,
    undoes: StepRun | None = None,
) -> StepRun:
    """Adds the row to the control card and moves the case on: two statements, whatever the length of the case.

    ``changed`` names other fields of the case to be saved; ``aside`` is for the control card only. A case that
    ``stays`` came to its step when it came, and whoever has it in hand keeps it: a manager recorded something of it. A
    row that ``undoes`` another is one of the same step, and puts the case back into the hand that had it then.
    """
    taken_by_me = case.taken_by_id is not None and case.taken_by_id == act.by.person
    run = StepRun(
        case=case,
        turn=case.turn + 1,
        step=undoes.step if undoes else case.step,
        post=undoes.post if undoes else case.post,
        person_id=act.by.person,
        by=undoes.by if undoes else f"{act.by.name} (pengelola)" if stays else _signed_as(act, case),
        via=act.via,
        arrived_at=case.arrived_at or act.at,
        taken_at=case.taken_at if taken_by_me and case.taken_at else act.at,
        due_at=undoes.due_at if undoes else case.due_at,
        left_at=act.at,
        outcome=outcome,
        note=f"{note}{StepRun.ASIDE}{aside}"[:_LONGEST_NOTE] if aside else note,
        to_step=arrival.step,
    )
    run.seal = control_card.seal(card_row(case.ref, run), case.seal or control_card.START, key=card_key())
    insert([run])
    here = (case.arrived_at, case.taken_by, case.taken_at)
    _move(act, case, run, arrival, note)
    if stays:
        case.arrived_at, case.taken_by, case.taken_at = here
    if undoes:
        case.arrived_at, case.taken_by_id, case.taken_at = undoes.arrived_at, undoes.person_id, undoes.taken_at
    update(case, [*_MOVED, *changed])
    return run


_LONGEST_NOTE = 2000


def _signed_as(act: Act, case: Case) -> str:
    """The name on the control card: with Plt. or Plh. for somebody standing in, with the post in whose name they
    signed, and with a note when they recorded the step for somebody else."""
    if case.post in act.by.signs_for and case.post not in act.by.posts:
        return f"{act.by.name} ({act.by.signs_for[case.post]})"
    if case.recorder and case.post not in act.by.posts and act.by.person != case.applicant_id:
        return f"{act.by.name} (mencatatkan)"
    return f"{act.by.posts.get(case.post, '')} {act.by.name}".strip()


def _move(act: Act, case: Case, run: StepRun, arrival: Arrival, note: str) -> None:
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


_MOVED = (
    "turn seal state step post recorder arrived_at due_at limit_at promise_due_at promise_left taken_by taken_at"
    " ended_at ending"
).split()


def take(act: Act, case: Case) -> None:
    """Records on the control card that the officer received the file: initials and time."""
    put_in_hand(case, act.by.person, at=act.at)


def put_in_hand(case: Case, person_id: int | None, *, at: datetime) -> None:
    case.taken_by_id, case.taken_at = person_id, at
    case.save(update_fields=["taken_by", "taken_at"])


def put_back(case: Case) -> None:
    case.taken_by, case.taken_at = None, None
    case.save(update_fields=["taken_by", "taken_at"])


def add_document(case: Case, *, key: str, file: StoredFile, person_id: int, at: datetime) -> CaseDocument:
    return CaseDocument.objects.create(case=case, key=key, file=file, person_id=person_id, added_at=at, turn=case.turn)


def remove_papers(case: Case, key: str) -> None:
    """Removes the document handed in for a requirement of a draft."""
    CaseDocument.objects.filter(case=case, key=key).delete()


def remove_last_paper(case: Case, key: str) -> None:
    """Removes the newest document for a requirement of a draft, so that the one before it counts."""
    newest = CaseDocument.objects.filter(case=case, key=key).order_by("-pk").first()
    if newest:
        newest.delete()


def mark(case: Case, marks: list[Verdict]) -> None:
    """Stores what the checker said, with the control-card row that is about to be written."""
    Mark.objects.bulk_create(
        [Mark(case=case, turn=case.turn + 1, key=m.key, is_right=m.is_right, reason=m.reason) for m in marks]
    )


def stand_under(case: Case, version: Version) -> None:
    """Moves a draft to another version of its standard."""
    case.version = version
    case.save(update_fields=["version"])


def keep_facts(case: Case, step: str, found: StepFacts) -> None:
    """Keeps what the system knows of a step that goes on: what ``found`` sets, also to nothing."""
    case.notes = step_notes.with_facts(case.notes, step, found)
    case.save(update_fields=["notes"])


def keep_answers(case: Case, step: str, values: Mapping[str, Any]) -> None:
    """Keeps what was answered at a step that goes on."""
    case.notes = step_notes.with_answers(case.notes, step, values)
    case.save(update_fields=["notes"])


def forget_answers(case: Case, step: str, keys: Collection[str]) -> None:
    case.notes = step_notes.without_answers(case.notes, step, keys)
    case.save(update_fields=["notes"])


def recorded_by(case: Case, post: str) -> None:
    """The post that may record the step that waits; none if it is empty."""
    case.recorder = post
    update(case, ["recorder"])


def prepared_by(case: Case, person_id: int) -> None:
    """Records that this person helped to prepare the case, and so may not decide it."""
    case.hands = {**case.hands, "prepared": sorted({*case.hands.get("prepared", ()), person_id})}
    case.save(update_fields=["hands"])


def answer(case: Case, answers: dict[str, Any]) -> None:
    case.answers = answers
    case.save(update_fields=["answers"])


def discard(case: Case) -> None:
    """Deletes a draft that was never handed in."""
    CaseDocument.objects.filter(case=case).delete()
    case.delete()
