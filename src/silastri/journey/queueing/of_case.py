"""The numbers by which somebody came about a case: how long he waited, and was served at which counter."""

from silastri.apps.cases.models import Case
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Ticket

from . import access


def of_case(case: Case) -> list[Ticket]:
    """The oldest first; none where the office has no queue."""
    return queries.of_case(case.pk) if access.is_used(case.office) else []
