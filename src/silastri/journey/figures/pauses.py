"""Who stopped the clock of the promise and why, and who sent files back to their applicants, in a span of days."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from silastri.apps.cases import halts
from silastri.apps.cases.models import StepRun
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.measures.open_minutes import OpenMinutes
from silastri.domain.measures.span import Span

from .scope import Scope

MOST = 200  # of each that are listed; all are counted


@dataclass(frozen=True)
class Halt:
    """One pause or return. ``minutes`` are the working minutes for which the clock stood still so far."""

    ref: str
    service: str
    by: str
    post: str
    why: str
    at: datetime
    ended: datetime | None
    minutes: int


@dataclass(frozen=True)
class Told:
    """``groups``: officer, reason, how often, and working minutes together; the most often first."""

    groups: list[tuple[str, str, int, int]]
    halts: list[Halt]
    total: int


def pauses(act: Act, office: Office, scope: Scope, wanted: Span) -> Told:
    found = halts.pauses(office.pk, *_moments(office, wanted))
    return _told(act, office, found if scope.whole else found.filter(post__in=scope.posts), by_reason=True)


def returns(act: Act, office: Office, scope: Scope, wanted: Span) -> Told:
    found = halts.returns(office.pk, *_moments(office, wanted), _submits(office))
    return _told(act, office, found if scope.whole else found.filter(post__in=scope.posts), by_reason=False)


def _told(act: Act, office: Office, runs: Iterable[StepRun], *, by_reason: bool) -> Told:
    open_minutes = OpenMinutes(offices.working_time(office))
    found = [_halt(act, office, run, open_minutes) for run in runs]
    times: Counter[tuple[str, str]] = Counter()
    minutes: Counter[tuple[str, str]] = Counter()
    for halt in found:
        key = (halt.by, halt.why if by_reason else "")
        times[key] += 1
        minutes[key] += halt.minutes
    groups = [(by, why, count, minutes[by, why]) for (by, why), count in times.most_common()]
    return Told(groups, found[:MOST], len(found))


def _halt(act: Act, office: Office, run: StepRun, open_minutes: OpenMinutes) -> Halt:
    ended: datetime | None = getattr(run, "ended", None)
    return Halt(
        ref=run.case.ref,
        service=run.case.service.name,
        by=run.person.name if run.person else run.by,
        post=offices.title(office, run.post),
        why=run.told,
        at=run.left_at,
        ended=ended,
        minutes=open_minutes.between(run.left_at, ended or act.at),
    )


def _moments(office: Office, wanted: Span) -> tuple[datetime, datetime]:
    time = offices.working_time(office)
    return time.begins(wanted.since), time.begins(wanted.until + timedelta(days=1))


def _submits(office: Office) -> list[str]:
    """The keys of the steps of handing in, of every version."""
    return sorted({step.key for _, step in catalog.steps(office.pk) if step.kind is Kind.SUBMIT})
