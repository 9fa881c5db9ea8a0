"""Who must read what changed in the notice of personal data before the next page of his."""

from typing import Any

from silastri.domain.personal_data import notice
from silastri.journey.personal_data import reread

_READ = "edition"  # the session's key for the edition that was read, so that it is looked up once


def is_owed(request: Any) -> bool:
    """Only before a page is shown: what somebody sends is taken as it comes."""
    if notice.HOUSE == notice.FIRST or request.method != "GET" or request.htmx:
        return False
    if request.session.get(_READ) == notice.HOUSE:
        return False
    if reread.changed(request.user):
        return True
    request.session[_READ] = notice.HOUSE
    return False
