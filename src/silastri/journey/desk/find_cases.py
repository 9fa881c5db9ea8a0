"""Finds cases by what people know of them: the holder's or the applicant's name, a NIK, the number of the case or of a
letter."""

import re
from typing import Any

from django.db.models import Q, QuerySet

from silastri.apps.accounts import queries as people
from silastri.apps.accounts.sealed import index_of
from silastri.apps.cases import lists
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters

_NIK = re.compile(r"(?:\d[\s.-]?){15}\d", re.ASCII)


def matching(cases: QuerySet[Case], office_id: int, typed: str) -> QuerySet[Case]:
    """Those of the cases of an office that have every word of what was typed; all of them if it is empty."""
    words = typed.split()
    if not words:
        return cases
    if _NIK.fullmatch(typed.strip()):
        index = index_of(re.sub(r"\D", "", typed))
        return cases.filter(Q(holder_index=index) | Q(applicant__nik_index=index))
    applied = Case.objects.filter(office_id=office_id, applicant__in=people.called(words))
    ways: list[QuerySet[Any, Any]] = [applied.values("pk")]
    if re.search("[0-9]", typed):
        ways.append(letters.numbered(office_id, typed).values("case"))
    return cases.filter(pk__in=lists.called(office_id, words).values("pk").union(*ways))
