"""Cases of months gone by, with their control cards, written at once: a past to make figures of. They have no papers
and no letters, and each time it is the same past."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from silastri.apps.accounts.models import Person
from silastri.apps.archive.models import Record
from silastri.apps.archive.queries import ENDED
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.cases.queries import card_key, card_row
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Version
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import reference, worktime
from silastri.domain.case import control_card
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.sop import APPLICANT, Step
from silastri.domain.duration import Duration, Unit
from silastri.domain.kinds import Kind
from silastri.domain.letters.retention import span
from silastri.domain.worktime import OfficeTime
from silastri.journey.archive.file import code_of

from . import sample

DAYS = 330  # how far back the cases of the demo go
_CASES = 230  # of each office: more than answered the survey
_LONGEST = 600  # minutes of a step where nothing is promised


@dataclass(frozen=True)
class Past:
    """What the cases of an office are made of."""

    office: Office
    versions: Sequence[Version]
    citizens: Sequence[Person]
    holders: dict[str, int]
    time: OfficeTime
    dice: random.Random


def fill(office: Office, at: datetime) -> None:
    """The demo: some months of two services. Their sums are made when the cases of today are there too."""
    past = past_of(office, at, sample.citizens(at))
    today = past.time.day(at)
    days = [today - timedelta(days=n) for n in range(7, DAYS)]
    workdays = [day for day in days if past.time.is_workday(day)]
    if past.versions:
        write(past, [past.dice.choice(workdays) for _ in range(_CASES)], at)
        _file(past, at)


def _file(past: Past, at: datetime) -> None:
    """Their records of the archive, which hold no file: to draw a control card for each takes minutes."""
    office, told = past.office, offices.definition(past.office)
    records = []
    for case in Case.objects.filter(office=office, state__in=ENDED):
        definition = catalog.definition(case.version_id)
        on, code = past.time.day(case.ended_at or at), code_of(definition, told, None)
        says = span(told.archive, code, since=on)
        records.append(
            Record(
                office=office, case=case, kind=Record.Kind.CASE, code=code, on=on, filed_at=at, fate=says.fate,
                security=definition.standard.archive_security, schedule=office.definition_hash,
                active_until=says.active_until, inactive_until=says.inactive_until,
            )
        )  # fmt: skip
    Record.objects.bulk_create(records)


def past_of(office: Office, at: datetime, citizens: Sequence[Person]) -> Past:
    time, today = offices.working_time(office), offices.today(office, at)
    posts = [post.key for post in offices.definition(office).posts]
    holders = {post: found[0].pk for post in posts if (found := offices.holders(office, post, today))}
    return Past(office, catalog.in_force(office.pk, today), citizens, holders, time, random.Random(office.slug))  # noqa: S311


def write(past: Past, days: Sequence[date], before: datetime, *, batch: int = 2_000) -> None:
    """One case handed in on each of those days; what would end after ``before`` still waits where it is then."""
    for start in range(0, len(days), batch):
        made = [_one(past, n, day, before) for n, day in enumerate(days[start : start + batch], start=start)]
        Case.objects.bulk_create([case for case, _ in made])
        StepRun.objects.bulk_create([run for _, runs in made for run in runs], batch_size=batch)


def _one(past: Past, n: int, day: date, before: datetime) -> tuple[Case, list[StepRun]]:
    version, dice = past.versions[n % min(2, len(past.versions))], past.dice
    definition = catalog.definition(version.pk)
    person = past.citizens[n % len(past.citizens)]
    opens = past.time.closing(day) - timedelta(minutes=dice.randint(30, 420))
    case = Case(
        office=past.office, service_id=version.service_id, version=version, applicant=person,
        holder_name=person.name, ref=reference.registration(past.office.code, dice.choice),
        state=State.RUNNING, created_at=opens, submitted_at=opens, via="web",
    )  # fmt: skip
    length, steps, room = definition.standard.promise.length, definition.sop.steps, _LONGEST
    if length.is_said:
        case.promise_due_at = worktime.due(past.time, opens, length).at
        room = worktime.minutes_between(past.time, opens, case.promise_due_at) // len(steps)
    runs = list(_card(past, case, steps, opens, before, room=None if dice.random() < 0.08 else room))
    case.turn, case.seal = len(runs), runs[-1].seal if runs else ""
    return case, runs


def _card(
    past: Past, case: Case, steps: Sequence[Step], at: datetime, before: datetime, *, room: int | None
) -> Iterator[StepRun]:
    seal, refuses = control_card.START, past.dice.random() < 0.05
    for turn, step in enumerate(steps, start=1):
        taken, left = _times(past, step, at, room=room)
        case.step, case.post, case.arrived_at = step.key, step.actor, at
        case.due_at = worktime.due(past.time, at, step.time).at if step.time and step.time.is_said else None
        if left >= before:
            case.promise_due_at = case.promise_due_at if step.actor != APPLICANT else None
            return
        ends = refuses and step.kind is Kind.VERIFY
        to = "" if ends or turn == len(steps) else steps[turn].key
        person = case.applicant_id if step.by_applicant else past.holders.get(step.actor)
        run = StepRun(
            case=case, turn=turn, step=step.key, post=step.actor, person_id=person, by="Contoh", via="web",
            arrived_at=at, taken_at=taken, due_at=case.due_at, left_at=left,
            outcome="tolak" if ends else ONWARD, note="", to_step=to,
        )  # fmt: skip
        run.seal = seal = control_card.seal(card_row(case.ref, run), seal, key=card_key())
        yield run
        at = left
        if not to:
            case.state, case.ended_at = State.REFUSED if ends else State.DONE, left
            case.step = case.post = ""
            case.arrived_at = case.due_at = None
            return


def _times(past: Past, step: Step, at: datetime, *, room: int | None) -> tuple[datetime, datetime]:
    """When the step was taken and left, within the minutes that the promise leaves for each; where ``room`` is None
    it waits for days."""
    if step.by_applicant:
        return at, at
    waits = past.dice.randint(200, 900) if room is None else min(past.dice.randint(5, 150), room * 2 // 3)
    taken = worktime.due(past.time, at, Duration(waits, Unit.MINUTE)).at
    works = past.dice.randint(5, 60) if room is None else min(past.dice.randint(5, 60), room // 3)
    return taken, worktime.due(past.time, taken, Duration(works, Unit.MINUTE)).at
