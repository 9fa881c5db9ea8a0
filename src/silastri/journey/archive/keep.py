"""The worker's duties in the archive: file new records, follow a changed schedule, check files, remove bytes."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from silastri.apps.archive import operations
from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import ArchivedFile, Record
from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import operations as documents
from silastri.apps.documents import queries as stored
from silastri.apps.documents.ahead import alone
from silastri.apps.documents.stillness import may_remove
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.letters.retention import span

from .access import about
from .file import code_of, file, since

MOST = 50  # units of each kind in one round, so that messages do not wait long


def bring_in(act: Act) -> int:
    """What is not in the archive yet."""
    return file(act, most=MOST)


def schedule(act: Act) -> int:
    """Where an office has changed its definition, what the schedule says of living records is worked out anew."""
    return sum(_schedule(act, office) for office in offices.offices(act.by.office))


def _schedule(act: Act, office: Office) -> int:
    own = replace(act, by=replace(act.by, office=office.pk))
    found = archive.to_schedule(office.pk, office.definition_hash, most=MOST)
    for record in found:
        with transaction.atomic():
            record = archive.record(record.pk, office=office.pk, lock=True)
            definition = offices.definition(office)
            code = record.code or code_of(catalog.definition(record.case.version_id), definition, record.letter)
            says = span(definition.archive, code, since=since(record))
            if operations.schedule(record, code=code, span=says, definition_hash=office.definition_hash):
                log(own, "archive_schedule", about(record), klasifikasi=code, nasib=says.fate)
                if record.state == Record.State.LISTED:
                    operations.take_off(record, reason="Jadwal retensi kantor berubah.")
    return len(found)


def read_again(act: Act) -> int:
    """Files are as they were stored, or the archivist hears of it."""
    found = archive.to_read_again(act.by.office, act.at, most=MOST)
    for one in found:
        finding = _finding(one)
        if finding != one.finding:
            own = replace(act, by=replace(act.by, office=one.record.office_id))
            log(own, "archive_read_again", about(one.record), berkas=one.name, temuan=finding)
        operations.looked_at(one, finding=finding, at=act.at)
    return len(found)


def _finding(one: ArchivedFile) -> str:
    try:
        stored.content(one.sha256)
    except (stored.Missing, stored.Destroyed):
        return ArchivedFile.Finding.MISSING
    except stored.Damaged:
        return ArchivedFile.Finding.CHANGED
    return ArchivedFile.Finding.WHOLE


def shred(at: datetime) -> None:
    """Removes the bytes that a berita acara says are destroyed, unless something uses them since. While a backup runs
    they wait."""
    with may_remove() as now:
        if now:
            _shred(at)


def _shred(at: datetime) -> None:
    for order in stored.to_destroy():
        with alone(order.sha256):
            if archive.is_needed(order.sha256):
                documents.spare(order)
            else:
                documents.destroy(order, at=at)


DUTIES = (bring_in, schedule, read_again)  # each for the office of the act, or for every office


def keep(act: Act) -> bool:
    """One round of everything; whether there is more of it to do at once."""
    shred(act.at)
    return max(duty(act) for duty in DUTIES) >= MOST
