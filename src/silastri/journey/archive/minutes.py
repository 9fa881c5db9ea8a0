"""The berita acara of a list: numbered, drawn and kept in the transaction that carries the list out."""

from silastri.apps.archive import operations
from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import Disposal
from silastri.apps.documents import operations as documents
from silastri.apps.documents import queries as stored
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere
from silastri.journey.papers import disposal as papers

from .access import as_reader


def keep(act: Act, office: Office, disposal: Disposal) -> None:
    """Numbers and keeps the berita acara; the list is then done."""
    definition = offices.definition(office)
    on = offices.working_time(office).local(act.at).date()
    if definition.archive.pattern:
        operations.number(disposal, definition.archive.pattern, on=on)
    drawn = papers.draw(definition, disposal, archive.records_of(disposal), by=act.by, on=on, at=act.at)
    operations.done(act, disposal, sha256=documents.store(drawn))


def read(act: Act, *, pk: int) -> bytes:
    """The kept berita acara; before that, the list as it is proposed. Raises NotYours, NotThere."""
    office = as_reader(act)
    disposal = archive.disposal(pk, office=office.pk)
    if disposal.sha256:
        return stored.content(disposal.sha256)
    if not disposal.is_open:
        raise NotThere("Daftar ini tidak punya berita acara.")
    on = offices.working_time(office).local(act.at).date()
    definition = offices.definition(office)
    return papers.draw(definition, disposal, archive.records_of(disposal), by=act.by, on=on, at=act.at, draft=True)
