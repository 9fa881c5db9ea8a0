"""Which steps are an officer's to do in time: not those at which a citizen is awaited."""

from silastri.apps.cases.lists import At
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices.models import Office
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind


def awaits_citizen(step: Step) -> bool:
    """A letter that waits to be collected, an appointment, and what the applicant does."""
    return step.by_applicant or step.kind is Kind.HAND_OVER or step.slots is not None


def steps_of_citizens(office: Office) -> list[At]:
    """Those steps, each with its version."""
    return [
        (version, step.key)
        for version in catalog.services_of_versions(office)
        for step in catalog.definition(version).sop.steps
        if awaits_citizen(step)
    ]
