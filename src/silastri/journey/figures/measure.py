"""Makes the sums of a day from the control cards and cases of that day, and keeps them up.

They are made anew each time, in the place of those that were there: making them twice is making them once.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import day as cases
from silastri.apps.catalog import queries as catalog
from silastri.apps.measures import operations, queries
from silastri.apps.measures.models import ServiceDay, StepDay
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.case.workflow import CORRECT, State
from silastri.domain.definition.exits import Lead
from silastri.domain.definition.sop import APPLICANT, Step
from silastri.domain.kinds import Kind
from silastri.domain.measures import case_time
from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.domain.worktime import OfficeTime

A_ROUND = 10  # days of history that one round of the worker makes: messages wait for it
_READ_AT_ONCE = 10  # days of a large office

Run = tuple[int, int, str, int | None, case_time.Row]


@dataclass
class _Day:
    """What happened on a day: rows of control cards, services of cases that were handed in, cases that ended."""

    runs: list[Run] = field(default_factory=list)
    submitted: list[int] = field(default_factory=list)
    ended: list[dict[str, Any]] = field(default_factory=list)


def keep_up(act: Act, *, most: int = 0, at_once: int = _READ_AT_ONCE) -> int:
    """Today and yesterday anew, and the oldest days that were never measured, ``most`` or a round of them; how many of
    those there were. So many days are read ``at_once``: where little happens, many."""
    office = offices.by_id(act.by.office or 0)
    today = offices.today(office, act.at)
    first = cases.first_submitted(office.pk)
    if first is None:
        return 0
    past = missing(office, offices.working_time(office).day(first), today - timedelta(days=2))[: most or A_ROUND]
    _make(office, [*past, today - timedelta(days=1), today], act.at, at_once)
    return len(past)


def remake(act: Act, since: date, until: date) -> int:
    """The days from ``since`` to ``until``, both among them; how many. Days to come are left out."""
    office = offices.by_id(act.by.office or 0)
    until = min(until, offices.today(office, act.at))
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    _make(office, days, act.at)
    log(act, "remake_measures", f"{since.isoformat()} – {until.isoformat()}")
    return len(days)


def missing(office: Office, first: date, last: date) -> list[date]:
    """The days, both ends among them, that were never measured, or last while they still ran."""
    known, time = queries.measured(office.pk), offices.working_time(office)
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in span if day not in known or known[day] < time.begins(day + timedelta(days=1))]


def _make(office: Office, days: list[date], at: datetime, at_once: int = _READ_AT_ONCE) -> None:
    """The days of a span in one transaction."""
    time = offices.working_time(office)
    open_minutes = OpenMinutes(time)
    for span in _spans(days, at_once):
        bounds = time.begins(span[0]), time.begins(span[-1] + timedelta(days=1))
        found = _happened(office, time, bounds)
        ended = any(day.ended for day in found.values())
        cards = cases.cards_ended_between(office.pk, *bounds) if ended else {}
        services = [one for on in span for one in _services(office, on, found[on], cards, open_minutes)]
        steps = [one for on in span for one in _steps(office, on, found[on].runs, open_minutes)]
        with transaction.atomic():
            operations.put(office.pk, span, steps=steps, services=services, at=at)


def _spans(days: list[date], at_once: int) -> Iterator[list[date]]:
    """The days in their order, those together that follow each other: they are read at once."""
    span: list[date] = []
    for day in days:
        if span and (day != span[-1] + timedelta(days=1) or len(span) == at_once):
            yield span
            span = []
        span.append(day)
    if span:
        yield span


def _happened(office: Office, time: OfficeTime, bounds: tuple[datetime, datetime]) -> dict[date, _Day]:
    found: dict[date, _Day] = defaultdict(_Day)
    for run in cases.runs_between(office.pk, *bounds):
        found[time.day(run[-1].left_at)].runs.append(run)
    for service, submitted_at in cases.submitted_between(office.pk, *bounds):
        found[time.day(submitted_at)].submitted.append(service)
    for case in cases.ended_between(office.pk, *bounds):
        found[time.day(case["ended_at"])].ended.append(case)
    return found


def _steps(office: Office, on: date, runs: list[Run], open_minutes: OpenMinutes) -> Iterator[StepDay]:
    sums: dict[tuple[int, str, str, int | None], StepDay] = {}
    for service, version, post, person, row in runs:
        step = _step(version, row.step)
        if post == APPLICANT or not row.counts or row.outcome == CORRECT:
            continue
        key = (service, row.step, post, person)
        if key not in sums:
            sums[key] = StepDay(
                office_id=office.pk, service_id=service, on=on, step=row.step, post=post, person_id=person
            )
        one = sums[key]
        waiting, working = case_time.waited_and_worked(row, step, open_minutes)
        one.waiting, one.working = one.waiting + waiting, one.working + working
        one.runs += row.finishes
        one.late += row.was_late and not (step and case_time.of_citizen(step))
        one.returned += row.outcome.startswith(Lead.BACK) and _is_submit(_step(version, row.to_step))
    yield from sums.values()


def _step(version: int, key: str) -> Step | None:
    sop = catalog.definition(version).sop
    return next((step for step in sop.steps if step.key == key), None)


def _is_submit(step: Step | None) -> bool:
    return step is not None and step.kind is Kind.SUBMIT


def _services(
    office: Office, on: date, day: _Day, cards: dict[int, list[case_time.Row]], open_minutes: OpenMinutes
) -> Iterator[ServiceDay]:
    sums: dict[int, ServiceDay] = {}

    def of(service: int) -> ServiceDay:
        return sums.setdefault(service, ServiceDay(office_id=office.pk, service_id=service, on=on, minutes=[]))

    corrections = [service for service, *_, row in day.runs if row.outcome == CORRECT]
    for service in [*day.submitted, *corrections]:
        of(service).submitted += 1
    for case in day.ended:
        one = of(case["service_id"])
        if case["state"] not in cases.ENDED:
            one.withdrawn += 1
            continue
        one.done += case["state"] == State.DONE
        one.refused += case["state"] == State.REFUSED
        definition, rows = catalog.definition(case["version_id"]), cards.get(case["pk"], [])
        steps = {step.key: step for step in definition.sop.steps}
        ready = case_time.ready_at(rows, steps, case["ended_at"]) if case["state"] == State.DONE else case["ended_at"]
        due = case["promise_due_at"]
        one.unpromised += due is None
        one.kept += due is not None and ready <= due
        one.minutes.append(
            case_time.office_minutes(rows, definition.sop, definition.standard.promise, ready, open_minutes)
        )
    for one in sums.values():
        one.minutes.sort()
        yield one
