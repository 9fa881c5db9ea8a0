"""A manager closes a day of the office, or opens it again, and what is due in open cases is counted anew (C7).

Collective leave is often decreed when promises have been made. Each case whose promise, step or limit moves gets a row
on its control card, and its applicant is told when it is his promise or his limit.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.apps.offices import operations
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Holiday, Office
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case import workflow
from silastri.domain.case.workflow import EXTENDED, PAUSED, RECOUNTED, Position, State
from silastri.domain.definition.letter_text import long_date
from silastri.domain.duration import Unit
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.case import News
from silastri.domain.worktime import OfficeTime
from silastri.journey.case import clock, limit_reminder, tell
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.case.links import absolute

_WHAT = "/libur"


@dataclass(frozen=True)
class Change:
    """A day of the office before and after."""

    day: date
    sentence: str  # what is said of it
    before: OfficeTime
    after: OfficeTime


@dataclass(frozen=True)
class Moved:
    """A case of which something falls due at another time."""

    dossier: Dossier  # with the new time of the office
    due_at: datetime | None
    promise_due_at: datetime | None
    limit_at: datetime | None

    @property
    def moves_promise(self) -> bool:
        return self.promise_due_at != self.dossier.case.promise_due_at

    @property
    def moves_limit(self) -> bool:
        return self.limit_at != self.dossier.case.limit_at


def closing(office: Office, day: date, name: str, kind: str) -> Change:
    """What it means to declare that day a holiday, or to change its name or kind."""
    works = kind == Holiday.Kind.COLLECTIVE and offices.definition(office).works_on_collective_leave
    before = offices.working_time(office)
    return Change(day, f"{long_date(day)} libur: {name}.", before, before.with_day(day, None if works else name))


def opening(office: Office, day: date) -> Change:
    """What it means to take that holiday back."""
    before = offices.working_time(office)
    return Change(day, f"{long_date(day)} bukan hari libur lagi.", before, before.with_day(day, None))


def moved(office: Office, change: Change, *, at: datetime) -> list[Moved]:
    """The open cases of which something moves. A day that has passed is not taken back from them."""
    was, will_be = change.before.is_workday(change.day), change.after.is_workday(change.day)
    if was == will_be or (will_be and change.day < change.before.day(at)):
        return []
    found = (_moved(case, change) for case in queries.open_at(office.pk, change.before.begins(change.day)))
    return [one for one in found if one]


@transaction.atomic
def close(act: Act, *, day: date, name: str, kind: str) -> int:
    """Declares the holiday, and returns how many cases were counted anew."""
    office = offices.by_id(act.by.office or 0)
    change = closing(office, day, name, kind)
    operations.set_holiday(office, day=day, name=name, kind=kind)
    log(act, "set_holiday", str(day))
    return _recount(act, office, change)


@transaction.atomic
def open_again(act: Act, *, day: date) -> int:
    """Takes the holiday back, and returns how many cases were counted anew."""
    office = offices.by_id(act.by.office or 0)
    change = opening(office, day)
    operations.remove_holiday(office, day=day)
    log(act, "remove_holiday", str(day))
    return _recount(act, office, change)


def _recount(act: Act, office: Office, change: Change) -> int:
    count = 0
    for seen in moved(office, change, at=act.at):
        now = _moved(queries.lock(seen.dossier.case.ref, office=office.pk), change)
        if now:
            _record(act, now, change)
            count += 1
    return count


def _moved(case: Case, change: Change) -> Moved | None:
    dossier = replace(dossier_of(case), time=change.after)
    step, arrived_at = dossier.step, case.arrived_at or case.created_at
    began = clock.step_begins(dossier, step, arrived_at)
    due_at = _again(change, case.due_at, began, step.time.unit if step.time else None)
    limit_at = _again(change, case.limit_at, arrived_at, step.limit.time.unit if step.limit else None)
    promise = case.promise_due_at
    if promise and promise >= change.before.begins(change.day):
        promise = _again(change, promise, _runs_since(dossier), dossier.promise().length.unit)
    found = Moved(dossier, due_at, promise, limit_at)
    return found if found.moves_promise or found.moves_limit or due_at != case.due_at else None


def _again(change: Change, due_at: datetime | None, since: datetime, unit: Unit | None) -> datetime | None:
    if due_at is None or unit is None:
        return due_at
    return worktime.recounted(change.before, change.after, day=change.day, since=since, due_at=due_at, unit=unit)


def _runs_since(dossier: Dossier) -> datetime:
    """Since when the clock of the promise runs without a stop."""
    case, sop = dossier.case, dossier.definition.sop
    start = workflow.counts_after(sop, dossier.promise())
    since, began, running = case.submitted_at or case.created_at, False, False
    for run in queries.runs(case):
        if run.outcome in (RECOUNTED, EXTENDED):
            continue
        there = sop.step(run.to_step or run.step)
        began = began or (start is not None and sop.position(there.key) > start)
        runs = began and run.outcome != PAUSED and not there.stands_still
        since = run.left_at if runs and not running else since
        running = runs
    return since


def _record(act: Act, moved: Moved, change: Change) -> None:
    """The row of the control card, the message, and the reminder of a limit that moved."""
    case, zone = moved.dossier.case, change.after.zone
    note, aside = change.sentence, ""
    if moved.moves_promise and moved.promise_due_at:
        note += f" Janji selesai sekarang: {wording.day(moved.promise_due_at, zone)}."
    if moved.moves_limit and moved.limit_at:
        note += f" {moved.dossier.step.name}: paling lambat {wording.moment(moved.limit_at, zone)}."
    if moved.due_at != case.due_at and moved.due_at:
        aside = f"batas langkah ini sekarang {wording.moment(moved.due_at, zone)}."
    tells = moved.moves_promise or moved.moves_limit
    arrival = cases.Arrival(
        State(case.state),
        case.step,
        case.post,
        case.recorder,
        moved.due_at,
        moved.promise_due_at,
        case.promise_left,
        moved.limit_at,
    )
    reminds = moved.moves_limit
    cases.record(act, case, outcome=RECOUNTED, note=note, arrival=arrival, aside=aside, stays=True)
    if tells:
        messages.queue([tell.message(act, case, case.applicant, _news(moved.dossier, note), what=_WHAT)])
    if reminds:
        limit_reminder.follow(act, moved.dossier, Position(State(case.state), moved.dossier.step))


def _news(dossier: Dossier, note: str) -> News:
    return News(
        what="Batas waktu dihitung ulang karena hari libur berubah",
        service=in_messages(dossier.definition.standard),
        ref=dossier.case.ref,
        then=note,
        link=absolute("my_case", dossier.case.ref),
    )
