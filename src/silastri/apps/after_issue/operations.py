"""Writes revocations and copies."""

from datetime import datetime
from typing import Any

from silastri.apps.letters.models import Letter

from .models import Copy, Revocation


def revoke(letter: Letter, **facts: Any) -> Revocation:
    return Revocation.objects.create(letter=letter, **facts)


def keep_paper(revocation: Revocation, paper: Letter) -> None:
    """Records the decree that was made here, with its number."""
    revocation.paper, revocation.decree = paper, paper.number
    revocation.save(update_fields=["paper", "decree"])


def lift(revocation: Revocation, *, by: str, why: str, at: datetime) -> bool:
    """False when the revocation was lifted before."""
    standing = Revocation.objects.filter(pk=revocation.pk, lifted_at__isnull=True)
    if not standing.update(lifted_at=at, lifted_by=by):
        return False
    revocation.lifted_at, revocation.lifted_by, revocation.lifted_why = at, by, why
    revocation.save(update_fields=["lifted_why"])
    return True


def copied(letter: Letter, **facts: Any) -> Copy:
    return Copy.objects.create(letter=letter, **facts)
