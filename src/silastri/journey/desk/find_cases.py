"""Finds cases by what people know of them: the holder's or the applicant's name, a NIK, the number of the case or of a
letter."""

import re
from typing import Any

from django.db.models import QuerySet

from silastri.apps.accounts import queries as people
from silastri.apps.accounts.keys import indexes_of
from silastri.apps.cases import lists
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters

_NIK = re.compile(r"(?:\d[\s.-]?){15}\d", re.ASCII)


def matching(cases: QuerySet[Case], office_id: int, typed: str) -> QuerySet[Case]:
    """Those of the cases of an office that have every word of what was typed; all of them if it is empty."""
    words = typed.split()
    if not words:
        return cases
    there = Case.objects.filter(office_id=office_id)
    ways: list[QuerySet[Any, Any]]
    if _NIK.fullmatch(typed.strip()):
        nik = re.sub(r"\D", "", typed)
        ways = [there.filter(holder_index__in=indexes_of(nik)), there.filter(applicant__in=people.with_nik(nik))]
    else:
        ways = [lists.called(there, words), there.filter(applicant__in=people.called(words))]
    keys: list[QuerySet[Any, Any]] = [way.values("pk") for way in ways]
    if re.search("[0-9]", typed):
        keys.append(letters.numbered(office_id, typed).values("case"))
    return cases.filter(pk__in=keys[0].union(*keys[1:]))
