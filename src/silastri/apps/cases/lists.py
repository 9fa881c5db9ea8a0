"""The cases that a list shows: what waits for a desk, and how much of it is late."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateTimeField, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from silastri.domain.case.workflow import State

from .models import Case

# When a case is late, as ``domain/case/lateness.py`` has it. SQLite has no least of something and nothing.
DUE = Least(
    Coalesce("due_at", "promise_due_at"), Coalesce("promise_due_at", "due_at"), output_field=DateTimeField(null=True)
)


@dataclass(frozen=True)
class Tasks:
    """What an officer may do: the steps of their posts, and of the posts they sign for those steps at which is signed.
    Each step is named with its version."""

    office: int
    posts: Collection[str]
    signs_for: Collection[str] = ()
    signed_at: Collection[tuple[int, str]] = ()


@dataclass(frozen=True)
class Counts:
    """How many cases wait for a desk, and how many of them are late or due before the day is over."""

    late: int
    today: int
    total: int


def tasks(of: Tasks) -> QuerySet[Case]:
    """The running cases that wait for that officer, as ``journey/frame/step.is_for`` has it."""
    mine = Q(post__in=of.posts) | Q(recorder__in=of.posts)
    if of.signs_for and of.signed_at:
        mine |= Q(at_one_of(of.signed_at), post__in=of.signs_for)
    return Case.objects.filter(mine, office_id=of.office, state=State.RUNNING)


def at_one_of(steps: Iterable[tuple[int, str]]) -> Q:
    """Limits cases to those steps, each of one version; without steps there are no cases."""
    places = Q(pk__in=())
    for version_id, step in steps:
        places |= Q(version_id=version_id, step=step)
    return places


def counts(of: Tasks, *, at: datetime, tomorrow: datetime) -> Counts:
    """What waits for that officer, in one statement; ``tomorrow`` is the first moment of the office's next day."""
    late = Q(due__lt=at)
    found = (
        tasks(of)
        .annotate(due=DUE)
        .aggregate(
            late=Count("pk", filter=late),
            today=Count("pk", filter=~late & Q(due__lt=tomorrow)),
            total=Count("pk"),
        )
    )
    return Counts(**found)
