"""What citizens call that for which a number is taken: one name on screens, telephones, slips and at the counter."""

from datetime import date

from silastri.apps.catalog import queries as catalog
from silastri.apps.tickets.models import Ticket
from silastri.domain.words.called import called

QUESTION = "Bertanya, atau keperluan lain"


def names(office_id: int, on: date) -> dict[int | None, str]:
    """By service; under None what else people come for. A service that is not in force has its legal name."""
    found: dict[int | None, str] = dict(catalog.all_services(office_id).values_list("pk", "name"))
    for version in catalog.in_force(office_id, on):
        found[version.service_id] = called(catalog.definition(version.pk).standard)
    return found | {None: QUESTION}


def about(found: Ticket) -> str:
    """Of one ticket, on its day."""
    return names(found.office_id, found.on)[found.service_id]
