"""What happened to a letter, for its holder."""

from datetime import datetime
from typing import Any

from silastri.apps.after_issue import queries as after_issue
from silastri.apps.cases import queries as cases
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices


def of_letter(letter: Letter, at: datetime) -> dict[str, Any]:
    """How it stands on the day of its office; whether it is revoked, or being corrected."""
    on = offices.today(letter.office, at)
    return {
        "state": letter.standing(on),
        "revocation": after_issue.revocation(letter) if letter.revoked_from else None,
        "has_begun": letter.is_revoked(on),
        "correction": cases.correction(letter.code),
    }
