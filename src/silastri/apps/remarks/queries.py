"""Finds what officers wrote to each other."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, QuerySet

from silastri.apps.cases.models import Case
from silastri.apps.statements.made import Lookup

from .models import Remark


def of_case(case: Case) -> list[Remark]:
    """The oldest first."""
    return _of_case.all(case.pk)


_of_case = Lookup(lambda case: Remark.objects.filter(case_id=case).select_related("to", "read").order_by("id"))


def mentions(person_id: Any, office_id: Any) -> QuerySet[Remark]:
    """What was written to that person in that office, the newest first; but not about a case of his own."""
    found = Remark.objects.filter(to=person_id, case__office=office_id).exclude(case__applicant=person_id)
    return found.select_related("case__service", "read").defer("case__answers", "case__notes").order_by("-id")


def unread(person_id: Any, office_id: Any) -> QuerySet[Remark]:
    return mentions(person_id, office_id).filter(read=None)


def unread_counts(people: Iterable[int], office_id: int) -> dict[int, int]:
    """How many remarks each of the people has not read, if any."""
    found = Remark.objects.filter(to__in=list(people), case__office=office_id, read=None)
    found = found.exclude(case__applicant=F("to"))
    return dict(found.order_by().values_list("to").annotate(count=Count("pk")))
