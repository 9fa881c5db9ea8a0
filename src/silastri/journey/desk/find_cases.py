"""Finds cases by what people know of them: the holder's or the applicant's name, a NIK, the number of the case or of a
letter."""

import re
from typing import Any

from django.db.models import QuerySet

from silastri.apps.accounts import queries as people
from silastri.apps.accounts.keys import indexes_of
from silastri.apps.cases import lists, queries
from silastri.apps.cases.models import Case
from silastri.apps.letters import queries as letters
from silastri.domain import reference

_NIK = re.compile(r"(?:\d[\s.-]?){15}\d", re.ASCII)
_NUMBER = re.compile(r"[A-Za-z]{2,5}[\s.-]*\w{5}[\s.-]*\w{5}", re.ASCII)
_FEW = 500


def matching(cases: QuerySet[Case], office_id: int, typed: str) -> QuerySet[Case]:
    """Those of the cases of an office that have every word of what was typed; all of them if it is empty."""
    found = numbered(office_id, typed)
    return with_words(cases, office_id, typed) if found is None else cases.filter(pk=found)


def with_words(cases: QuerySet[Case], office_id: int, typed: str) -> QuerySet[Case]:
    """The same for what is no registration number.

    A few are looked up here, so that a page which counts and shows them does not look twice through the office.
    """
    words = typed.split()
    if not words:
        return cases
    there, has_digits = Case.objects.filter(office_id=office_id), re.search("[0-9]", typed)
    ways: list[QuerySet[Any, Any]]
    if _NIK.fullmatch(typed.strip()):
        nik = re.sub(r"\D", "", typed)
        ways = [there.filter(holder_index__in=indexes_of(nik)), there.filter(applicant__in=people.with_nik(nik))]
    else:
        ways = [lists.called(there, words), there.filter(applicant__in=people.called(words))]
    keys: list[QuerySet[Any, Any]] = [way.values("pk") for way in ways]
    if has_digits:
        keys.append(letters.numbered(office_id, typed).values("case"))
    few = list(keys[0].union(*keys[1:], all=True)[: _FEW + 1])
    return cases.filter(pk__in={row["pk"] for row in few} if len(few) <= _FEW else keys[0].union(*keys[1:]))


def numbered(office_id: int, typed: str) -> int | None:
    """The case of that registration number. What looks like one may also be the name of a company, or the number of a
    letter; then it is none."""
    is_number = re.search("[0-9]", typed) and _NUMBER.fullmatch(typed.strip())
    return queries.pk_of(office_id, reference.tidy(typed)) if is_number else None
