"""Complaints that may be the same as one that is being written."""

from datetime import datetime, timedelta

from silastri.apps.cases.models import Case
from silastri.apps.complaints import operations
from silastri.apps.complaints.models import Complaint
from silastri.apps.offices.models import Office

_LOOKED_THROUGH = 200  # the newest of an office: their texts are sealed, and are compared one by one
_SINCE = timedelta(days=90)
_ALIKE = 0.5  # of the words that either has
_MOST = 5
_FEWEST = 3  # words by which texts are compared


def likely(
    office: Office, text: str, at: datetime, *, case: Case | None = None, person: int | None = None
) -> list[Complaint]:
    """Those of the last 90 days that say the same or nearly so, or are about the same case; the newest first. Of one
    ``person`` alone, where it is given: nobody else is told of another's complaint."""
    found = Complaint.objects.filter(office=office, received_at__gt=at - _SINCE).select_related("service")
    if person is not None:
        found = found.filter(person=person)
    digest, words = operations.digest_of(text), _words(text)
    newest = found.order_by("-received_at")[:_LOOKED_THROUGH]
    return [one for one in newest if _is_alike(one, digest, words, case)][:_MOST]


def _is_alike(one: Complaint, digest: str, words: set[str], case: Case | None) -> bool:
    if one.digest == digest or (case is not None and one.case_id == case.pk):
        return True
    others = _words(one.text or "")
    both = words | others
    return min(len(words), len(others)) >= _FEWEST and len(words & others) >= _ALIKE * len(both)


def _words(text: str) -> set[str]:
    return {word for word in "".join(c if c.isalnum() else " " for c in text.lower()).split() if len(word) > 3}
