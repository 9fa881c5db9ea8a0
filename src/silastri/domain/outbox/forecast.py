"""How many messages a case brings, by its definition."""

from silastri.domain.definition.sop import APPLICANT, Sop
from silastri.domain.kinds import Kind

# Steps after which the citizen is not told: the look-up at the counter, and what happens in his presence.
_SILENT = {Kind.LOOK_UP}


def to_applicant(sop: Sop) -> int:
    """One message after each step that the case goes through, on the straight way."""
    return sum(1 for step in sop.steps if step.kind not in _SILENT)


def to_officers(sop: Sop) -> int:
    """One message to who holds the post of each step that is not the applicant's own."""
    return sum(1 for step in sop.steps if step.actor != APPLICANT)
