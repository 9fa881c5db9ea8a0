"""Where the notice of a letter that nobody collects is sent."""

from silastri.domain.definition.sop import Step
from silastri.journey.case.dossier import Dossier

TYPED = "alamat_kirim"  # what an officer typed, among the notes of the step


def address(dossier: Dossier, step: Step) -> str:
    """What an officer typed, else what the standard says, else what the account knows. Raises ConditionFailed."""
    typed = dossier.case.notes.get(step.key, {}).get(TYPED, "")
    where = step.uncollected.address if step.uncollected else None
    return str(typed or (where.value(dossier.facts) if where else "") or dossier.case.applicant.address).strip()


def addressee(dossier: Dossier, step: Step) -> str:
    return f"{dossier.case.applicant.name}\n{address(dossier, step)}"
