"""Who reads the log of access of an office."""

from silastri.apps.audit import queries
from silastri.apps.audit.models import LogEntry
from silastri.apps.audit.queries import Wanted
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.refusal import NotYours


def audits(desk: Desk) -> bool:
    """Whether this desk reads the log: the post that kantor.yaml names, else the managers of the office."""
    auditor = offices.definition(desk.office).auditor
    return auditor in desk.posts if auditor else desk.manages


def entries(desk: Desk, wanted: Wanted, *, before: int, most: int) -> list[LogEntry]:
    """The newest lines wanted; only those with a lower id than ``before``, if that is not 0. Raises NotYours."""
    if not audits(desk):
        raise NotYours("Log akses dibaca pengawas yang ditunjuk kantor.")
    found = queries.entries(desk.office.pk, offices.officers(desk.office), wanted)
    return list((found.filter(pk__lt=before) if before > 0 else found)[:most])
