"""Whom a case concerns: the guard asks before every page of one (docs/why/0006)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from silastri.apps.statements.made import Lookup

from .models import Case
from .queries import must_be_one_side


@dataclass(frozen=True)
class Concerned:
    """Whom a case concerns, and what it is about."""

    ref: str
    version: int
    applicant: int | None
    office: int
    post: str = ""  # at which it waits
    is_restricted: bool = False  # the applicant had the use of his data limited


def by_ref(ref: str, *, office: int | None = None, applicant: int | None = None) -> Concerned | None:
    """Whom the case of that number concerns, within an office or for its applicant; None if it is not there."""
    must_be_one_side(office, applicant)
    case = _whose(ref, office) if office is not None else _own(ref, applicant)
    if case is None:
        return None
    is_restricted = case.applicant.restricted_at is not None
    return Concerned(case.ref, case.version_id, case.applicant_id, case.office_id, case.post, is_restricted)


def _of_whom(**within: Any) -> QuerySet[Case]:
    found = Case.objects.filter(**within).select_related("applicant")
    return found.only("ref", "version_id", "applicant__restricted_at", "office_id", "post")


_whose = Lookup(lambda ref, office: _of_whom(ref=ref, office_id=office))
_own = Lookup(lambda ref, applicant: _of_whom(ref=ref, applicant_id=applicant))
