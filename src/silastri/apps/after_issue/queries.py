"""Finds revocations and copies of letters."""

from typing import Any

from django.db.models import QuerySet

from silastri.apps.letters.models import Letter
from silastri.apps.statements.made import Lookup

from .models import Copy, Revocation


def revocation(letter: Letter) -> Revocation | None:
    """The revocation that is not lifted, whether its day has come or not."""
    return _revocation(letter.pk)


def _not_lifted(letter: Any) -> QuerySet[Revocation]:
    found = Revocation.objects.filter(letter_id=letter, lifted_at__isnull=True)
    return found.select_related("paper", "file").order_by("pk")[:1]


_revocation = Lookup(_not_lifted)


def revocations(letter: Letter) -> list[Revocation]:
    """All revocations of the letter, the oldest first, with those that were lifted."""
    return list(Revocation.objects.filter(letter=letter).select_related("paper", "file").order_by("pk"))


def copies(letter: Letter) -> list[Copy]:
    return list(Copy.objects.filter(letter=letter).select_related("paper").order_by("pk"))
