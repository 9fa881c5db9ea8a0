"""Who keeps the office's registers: the posts that number letters, and the managers of the office."""

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotYours


def keeps(act: Act, office: Office | None = None) -> bool:
    """Whether this officer keeps the registers of the office at whose desk they sit; it is given where it was read."""
    if act.by.office is None or act.by.person is None:
        return False
    office = office or offices.by_id(act.by.office)
    steps = (step for definition in catalog.definitions_of(office) for step in definition.sop.steps)
    if any({step.actor, step.recorder} & set(act.by.posts) for step in steps if step.kind is Kind.NUMBER):
        return True
    return offices.manages(office.pk, act.by.person, offices.today(office, act.at))


def must_keep(act: Act) -> Office:
    """The office whose registers this officer keeps. Raises NotYours."""
    if not keeps(act):
        raise NotYours("Buku nomor dipegang petugas penomoran dan pengelola kantor.")
    assert act.by.office
    return offices.by_id(act.by.office)
