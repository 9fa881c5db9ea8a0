"""Writes what officers write to each other. Each function needs the transaction of the act that calls it."""

from collections.abc import Iterable
from datetime import datetime

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.domain.act import Act

from .models import Remark, RemarkRead


def add(act: Act, case: Case, *, by: str, text: str, to: Person | None, kind: Remark.Kind = Remark.Kind.NOTE) -> Remark:
    assert act.by.person
    return Remark.objects.create(
        case=case, kind=kind, person_id=act.by.person, by=by[:300], to=to, text=text, at=act.at
    )


def mark_read(remarks: Iterable[Remark], *, at: datetime) -> None:
    """The first time counts."""
    RemarkRead.objects.bulk_create([RemarkRead(remark=one, at=at) for one in remarks], ignore_conflicts=True)
