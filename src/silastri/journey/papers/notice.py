"""Where the notice of a letter that nobody collects is sent."""

from silastri.domain.case import step_notes
from silastri.domain.definition.sop import Step
from silastri.journey.case.dossier import Dossier


def address(dossier: Dossier, step: Step) -> str:
    """What an officer typed, else what the standard says, else what the office was told. Raises ConditionFailed."""
    typed = step_notes.facts(dossier.case.notes, step.key).notice_to
    where = step.uncollected.address if step.uncollected else None
    said = where.value(dossier.work_out_facts()) if where and not typed else ""
    return str(typed or said or dossier.case.address).strip()


def addressee(dossier: Dossier, step: Step) -> str:
    return f"{dossier.case.applicant.name}\n{address(dossier, step)}"
