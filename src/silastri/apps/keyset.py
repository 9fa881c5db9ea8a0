"""The rows beyond one row of a list, found by its key: a moment and the id."""

from datetime import datetime

from django.db.models import Q


def beyond(by: str, moment: datetime, pk: int, to: str) -> Q:
    """``to``: ``gt`` or ``lt``. An index can begin at the first condition."""
    return Q(**{f"{by}__{to}e": moment}) & (Q(**{f"{by}__{to}": moment}) | Q(**{by: moment, f"pk__{to}": pk}))
