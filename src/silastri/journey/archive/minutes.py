"""The berita acara of a list: drawn before the list is carried out, and kept with it if it still says what is so."""

from typing import Any

from silastri.apps.archive import operations
from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import Disposal
from silastri.apps.documents import operations as documents
from silastri.apps.documents import queries as stored
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.personal_data import purges
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere
from silastri.journey.papers import disposal as papers

from .access import as_reader

CHANGED = "Daftar ini atau nomor berita acaranya baru saja berubah. Coba lagi sebentar."


def numbered(act: Act, office: Office, disposal: Disposal) -> dict[str, Any]:
    """What the berita acara says. Nobody else of the office takes its number until the transaction ends."""
    definition = offices.definition(office)
    on = offices.today(office, act.at)
    if definition.archive.pattern:
        operations.number(disposal, definition.archive.pattern, on=on, others=purges.last_number)
    return papers.sheet(definition, disposal, archive.records_of(disposal), by=act.by, on=on)


def keep(act: Act, disposal: Disposal, drawn: bytes) -> None:
    """The list is done with this."""
    operations.done(act, disposal, sha256=documents.store(drawn))


def read(act: Act, *, pk: int) -> bytes:
    """The kept berita acara; before that, the list as it is proposed. Raises NotYours, NotThere."""
    office = as_reader(act)
    disposal = archive.disposal(pk, office=office.pk)
    if disposal.sha256:
        return stored.content(disposal.sha256)
    if not disposal.is_open:
        raise NotThere("Daftar ini tidak punya berita acara.")
    on = offices.today(office, act.at)
    definition = offices.definition(office)
    sheet = papers.sheet(definition, disposal, archive.records_of(disposal), by=act.by, on=on, draft=True)
    return papers.draw(sheet, at=act.at)
