"""What the rules of those who watch look at. Each read is bounded: a day has more rows than anybody looks through."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from silastri.apps.audit.models import LogEntry
from silastri.apps.audit.queries import ACCOUNT
from silastri.apps.cases.models import Case, CaseDocument, StepRun
from silastri.domain.case.workflow import State

MOST = 2000


def rows_left(office_id: int, since: datetime, until: datetime) -> list[StepRun]:
    """The rows of control cards that were finished then, the newest first, each with its case."""
    found = StepRun.objects.filter(case__office=office_id, left_at__gt=since, left_at__lte=until)
    found = found.select_related("case").defer("case__answers", "case__notes", "note")
    return list(found.order_by("-left_at")[:MOST])


def untouched(office_id: int) -> list[Case]:
    """The running cases that nobody has in hand, the longest waiting first."""
    found = Case.objects.filter(office=office_id, state=State.RUNNING, taken_by=None, arrived_at__isnull=False)
    return list(found.defer("answers", "notes").order_by("arrived_at")[:MOST])


def cards(case_ids: Collection[int]) -> dict[int, list[StepRun]]:
    """The control card of each of the cases."""
    found: dict[int, list[StepRun]] = defaultdict(list)
    for run in StepRun.objects.filter(case__in=case_ids).order_by("case_id", "turn"):
        found[run.case_id].append(run)
    return found


def cases(case_ids: Collection[int]) -> list[Case]:
    found = Case.objects.filter(pk__in=case_ids).select_related("office", "applicant", "version")
    return list(found.order_by("pk")[:MOST])


def by_ref(office_id: int, refs: Collection[str]) -> dict[str, Case]:
    found = Case.objects.filter(office=office_id, ref__in=refs).defer("answers", "notes")
    return {case.ref: case for case in found}


def documents_of(case_ids: Collection[int]) -> dict[int, int]:
    """How many requirements of each case have a document."""
    found = CaseDocument.objects.filter(case__in=case_ids).values_list("case").annotate(n=Count("key", distinct=True))
    return dict(found)


def looks(office_id: int, refs: Iterable[str], since: datetime) -> dict[tuple[str, int | None], list[datetime]]:
    """When each officer opened pages of each case since a moment, the earliest first."""
    found: dict[tuple[str, int | None], list[datetime]] = defaultdict(list)
    lines = LogEntry.objects.filter(office_id=office_id, about__in=set(refs), what="see", at__gte=since)
    for about, person, at in lines.order_by("id").values_list("about", "person_id", "at")[: MOST * 20]:
        found[about, person].append(at)
    return found


def lines(office_id: int, what: Collection[str], since: datetime, until: datetime) -> list[LogEntry]:
    """The lines of the office's access log of that kind, the newest first."""
    found = LogEntry.objects.filter(office_id=office_id, what__in=what, at__gt=since, at__lte=until)
    return list(found.exclude(person=None).select_related("person").order_by("-id")[: MOST * 5])


def sign_ins(people: Collection[int], since: datetime, until: datetime) -> list[LogEntry]:
    """When those people signed in, the newest first."""
    assert "sign_in" in ACCOUNT
    found = LogEntry.objects.filter(what="sign_in", person__in=people, at__gt=since, at__lte=until)
    return list(found.select_related("person").order_by("-id")[:MOST])


def often_held(office_id: int, since: datetime, *, more_than: int) -> list[dict[str, Any]]:
    """Holders named in more than so many cases of one service handed in since then: how many, and the last one."""
    handed_in = Case.objects.filter(office=office_id, submitted_at__gte=since, corrects="").exclude(holder_index="")
    found: Any = handed_in.values("service", "service__name", "holder_index").annotate(n=Count("pk"), last=Max("pk"))
    return list(found.filter(n__gt=more_than).order_by("-n")[:MOST])
