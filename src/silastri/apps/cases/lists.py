"""The cases that a list of officers shows: what waits for a desk, or came to an office; filtered, sorted and counted.

A list names a step with its version, because cases run under older versions of a service too.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case as OneOf
from django.db.models import Count, DateTimeField, F, Func, OrderBy, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.db.models.lookups import In

from silastri.apps import keyset
from silastri.domain.case.workflow import State
from silastri.domain.definition.exits import Lead

from .models import Case, StepRun

At = tuple[int, str]  # a step, with its version
Key = tuple[datetime | None, int]  # where a row stands in an order by time: its moment there, and its id
OPEN = (State.WAITING, State.RUNNING, State.RETURNED)
_ENDED = tuple(state for state in State if state != State.DRAFT and state not in OPEN)


class _Due(Func):
    """When a case is late, as ``domain/case/lateness.py`` has it."""

    function = "LEAST"
    output_field = DateTimeField(null=True)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite has no least of something and nothing."""
        either = "COALESCE(MIN(%(expressions)s), %(expressions)s)"
        return self.as_sql(compiler, connection, template=either, **context)


_DUE = _Due("due_at", "promise_due_at")
_ORDERS: dict[str, Any] = {
    "due": F("due"),
    "age": F("submitted_at"),
    "holder": Lower("holder_name"),
    "service": F("service__name"),
    "step": F("step"),
    "hand": F("taken_by__name"),
}
BY_TIME = {"due": "due", "age": "submitted_at"}  # the orders in which a page is found by the row before it
# What a row tells.
_SHOWN = (
    "ref", "turn", "state", "step", "version", "holder_name", "service__name", "applicant__name", "taken_by__name",
    "due_at", "promise_due_at", "submitted_at", "sent_back",
)  # fmt: skip


@dataclass(frozen=True)
class Tasks:
    """What an officer may do: the steps of their posts, and of the posts they sign for those at which is signed."""

    office: int
    posts: Collection[str]
    signs_for: Collection[str] = ()
    signed_at: Collection[At] = ()


@dataclass(frozen=True)
class Now:
    """Whose list it is, and when: ``tomorrow`` is the first moment of the office's next day, ``after`` of the one after
    it."""

    person: int
    at: datetime
    tomorrow: datetime
    after: datetime


@dataclass(frozen=True)
class Wanted:
    """Which cases of a list; an empty value does not limit it. ``pick`` is a key of ``picks``."""

    state: str = ""
    service: int | None = None
    steps: Collection[At] | None = None
    pick: str = ""


@dataclass(frozen=True)
class Counts:
    """How many cases wait for a desk, and how many of them are late or due before the day is over."""

    late: int
    today: int
    total: int


def tasks(of: Tasks) -> QuerySet[Case]:
    """The running cases that wait for that officer."""
    return Case.objects.filter(is_task(of))


def is_task(of: Tasks) -> Q:
    """Whether a case waits for that officer, as ``journey/frame/step.is_for`` has it."""
    mine = Q(post__in=of.posts) | Q(recorder__in=of.posts)
    if of.signs_for and of.signed_at:
        mine |= Q(at_one_of(of.signed_at), post__in=of.signs_for)
    return Q(mine, office_id=of.office, state=State.RUNNING)


def handed_in(office_id: int, services: Collection[int]) -> QuerySet[Case]:
    """The cases of those services that were handed in at an office."""
    of_services = In(F("service"), list(services))  # ``service__in`` takes no slots
    return Case.objects.filter(of_services, office_id=office_id).exclude(state=State.DRAFT)


def called(cases: QuerySet[Case], words: Iterable[str]) -> QuerySet[Case]:
    """Those with every word in the holder's name or in the registration number."""
    for word in words:
        cases = cases.filter(Q(holder_name__icontains=word) | Q(ref__icontains=word))
    return cases


def at_one_of(steps: Iterable[At]) -> Q:
    """Limits cases to those steps; without steps there are no cases."""
    places = Q(pk__in=())
    for version_id, step in steps:
        places |= Q(version_id=version_id, step=step)
    return places


def pressing(of: Tasks, now: Now) -> QuerySet[Any]:
    wanted = picks(now)
    late, today = Count("pk", filter=wanted["late"]), Count("pk", filter=wanted["today"])
    together = tasks(of).annotate(due=_DUE).order_by().values(all=Value(1))
    return together.annotate(late=late, today=today, total=Count("pk")).values_list("late", "today", "total")


def waiting_groups(office_id: int, now: Now, since: datetime) -> list[dict[str, Any]]:
    """What waits in an office, by post, post that records, version and step: how many, how many of them came ``since``
    then, are due today or late, and at how many the step itself is late."""
    running = Case.objects.filter(office_id=office_id, state=State.RUNNING).annotate(due=_DUE).order_by()
    wanted = picks(now)
    found = running.values("post", "recorder", "version_id", "step").annotate(
        count=Count("pk"),
        new=Count("pk", filter=Q(arrived_at__gte=since)),
        today=Count("pk", filter=wanted["today"]),
        late=Count("pk", filter=wanted["late"]),
        step_late=Count("pk", filter=Q(due_at__lt=now.at)),
    )
    return [dict(row) for row in found]


def picks(now: Now) -> dict[str, Q]:
    """What presses, and what is whose; of a query that knows when its cases are ``due``."""
    runs = Q(state=State.RUNNING)
    return {
        "late": runs & Q(due__lt=now.at),
        "today": runs & Q(due__gte=now.at, due__lt=now.tomorrow),
        "tomorrow": runs & Q(due__gte=now.tomorrow, due__lt=now.after),
        "sent_back": ~Q(sent_back=""),
        "free": runs & Q(taken_by=None),
        "mine": Q(taken_by=now.person),
    }


def found(among: QuerySet[Case], wanted: Wanted, now: Now) -> QuerySet[Case]:
    """Those of the list that are wanted, in no order."""
    cases = among.annotate(due=_DUE)
    if wanted.state:
        cases = cases.filter(state=wanted.state)
    if wanted.service is not None:
        cases = cases.filter(service_id=wanted.service)
    if wanted.steps is not None:
        cases = cases.filter(at_one_of(wanted.steps))
    return cases.filter(picks(now)[wanted.pick]) if wanted.pick else cases


def ordered(cases: QuerySet[Case], by: str, *, falling: bool = False) -> QuerySet[Case]:
    """In the order of what a column shows; what has nothing there stands last."""
    falling ^= by == "age"  # who came last is the youngest
    # An index has the time of coming in the database's own order, and every case that was handed in has one.
    order = OrderBy(_ORDERS[by], descending=falling, nulls_last=None if by == "age" else True)
    return cases.order_by(order, "-pk" if falling else "pk")


def page(cases: QuerySet[Case], start: int, end: int) -> list[Case]:
    """Some of the cases in their order, with what a row tells."""
    return list(shown(cases, start, end))


def shown(cases: QuerySet[Case], start: int, end: int) -> QuerySet[Case]:
    """Only their keys are read up to the start."""
    keys = cases.values("pk")[start:end]
    rows = Case.objects.filter(pk__in=keys).annotate(due=_DUE).order_by(*cases.query.order_by)
    return rows.select_related("service", "taken_by", "applicant").only(*_SHOWN)


def key_of(case: Case, by: str) -> Key:
    """Where a case of a page stands in one of the orders ``BY_TIME``."""
    return getattr(case, BY_TIME[by]), case.pk


def beyond(cases: QuerySet[Case], key: Key, by: str, *, falling: bool = False, back: bool = False) -> QuerySet[Case]:
    """Those that come after that key in one of the orders ``BY_TIME``; ``back``: those before it, turned round.

    However far into the list, no row is read that comes before the key.
    """
    column, (moment, pk) = BY_TIME[by], key
    to = "lt" if (falling ^ (by == "age")) != back else "gt"
    timeless = Q(**{f"{column}__isnull": True})
    if moment is None:
        found = timeless & Q(**{f"pk__{to}": pk})
        found = found | ~timeless if back else found
    else:
        found = keyset.beyond(column, moment, pk, to)
        found = found if back or by == "age" else found | timeless
    cases = cases.filter(found)
    return cases.reverse() if back else cases


def open_groups(among: QuerySet[Case], now: Now) -> list[dict[str, Any]]:
    """The open cases of a list, by state, service and step: how many, and how many of them each pick takes."""
    return added_up(kinds(among, now))


def kinds(among: QuerySet[Case], now: Now) -> QuerySet[Any]:
    """One group of the open cases for each answer to what the picks ask."""
    traits = _traits(now)
    cases = among.filter(state__in=OPEN).annotate(due=_DUE).order_by()
    counted = cases.annotate(**traits).values(*_PLACE, *traits).annotate(count=Count("*"))
    groups: QuerySet[Any] = counted.values_list(*_PLACE, *traits, "count")
    return groups


def added_up(kinds: Iterable[Any]) -> list[dict[str, Any]]:
    """The groups of ``kinds``, by state, service and step."""
    none = dict.fromkeys(("count", *PICKS), 0)
    groups: dict[tuple[Any, ...], Counter[str]] = {}
    for *place, presses, back, hand, count in kinds:
        runs = place[0] == State.RUNNING
        group = groups.setdefault(tuple(place), Counter(none))
        group["count"] += count
        group[presses] += count if runs and presses else 0
        group["sent_back"] += count if back else 0
        group["free"] += count if runs and hand == "free" else 0
        group["mine"] += count if hand == "mine" else 0
    return [dict(zip(_PLACE, place, strict=True)) | group for place, group in groups.items()]


_PLACE = ("state", "service_id", "version_id", "step")
PICKS = ("late", "today", "tomorrow", "sent_back", "free", "mine")


def _traits(now: Now) -> dict[str, OneOf]:
    """What ``picks`` asks, each question answered once for a case."""
    times = ((now.at, "late"), (now.tomorrow, "today"), (now.after, "tomorrow"))
    return {
        "presses": OneOf(*(When(due__lt=time, then=Value(name)) for time, name in times), default=Value("")),
        "back": OneOf(When(~Q(sent_back=""), then=Value("back")), default=Value("")),
        "hand": OneOf(
            When(taken_by=None, then=Value("free")),
            When(taken_by=now.person, then=Value("mine")),
            default=Value(""),
        ),
    }


def ended_groups(among: QuerySet[Case]) -> list[dict[str, Any]]:
    """The ended cases of a list, by state and service. An index tells both, unless the list is narrowed by more."""
    return ended(endings(among))


def ended(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [dict(zip(("state", "service_id", "count"), row, strict=True)) for row in rows]


def endings(among: QuerySet[Case]) -> QuerySet[Any]:
    cases = among.filter(state__in=_ENDED).order_by()
    return cases.values("state", "service_id").annotate(count=Count("*")).values_list("state", "service_id", "count")


def why_sent_back(cases: Iterable[Case]) -> dict[int, StepRun]:
    """For each case that was sent back, the row of its control card that says why."""
    back = [case.pk for case in cases if case.sent_back]
    runs = StepRun.objects.filter(case__in=back, outcome__startswith=Lead.BACK).order_by("turn") if back else ()
    return {run.case_id: run for run in runs}
