"""What happened to a letter, for its holder."""

from datetime import datetime
from typing import Any

from silastri.apps.after_issue import queries as after_issue
from silastri.apps.cases import queries as cases
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices


def of_letter(letter: Letter, at: datetime) -> dict[str, Any]:
    """Whether it is revoked, or being corrected."""
    on = offices.working_time(letter.office).local(at).date()
    return {
        "revocation": after_issue.revocation(letter) if letter.revoked_from else None,
        "has_begun": letter.is_revoked(on),
        "correction": cases.correction(letter.code),
    }
