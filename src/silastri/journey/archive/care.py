"""What the archivist does with one record: read it, keep it from destruction, reclassify it, appraise it."""

from django.db import transaction

from silastri.apps.archive import operations
from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import Record
from silastri.apps.audit.operations import log
from silastri.apps.documents import queries as stored
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.letters.retention import span
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.journey.marks import marked

from .access import about, as_archivist, as_reader
from .file import since

_State = Record.State
_ENDED = (_State.DESTROYED, _State.HANDED_OVER)


class Closed(MovedOn):
    """The record was destroyed or handed over, so nothing about it can change."""


def read(act: Act, *, pk: int, file: int) -> tuple[bytes, str]:
    """The bytes of a file and its media type; the log keeps who opened it. Raises NotYours, NotThere."""
    office = as_reader(act)
    record = archive.record(pk, office=office.pk)
    found = archive.file(record, file)
    if found.destroyed_at:
        raise stored.Destroyed("Berkas ini sudah dimusnahkan. Yang tersimpan tinggal keterangannya.")
    try:
        content = stored.content(found.sha256)
    except stored.Damaged:
        raise NotThere("Berkas ini rusak atau hilang dari penyimpanan. Pulihkan dari cadangan.") from None
    log(act, "archive_read", about(record), berkas=found.name)
    return marked.archived(act, record.case, found, content), found.kind


@transaction.atomic
def hold(act: Act, *, pk: int, reason: str) -> Record:
    """Keeps a record from being destroyed or handed over until it is released, and takes it off any open list."""
    record = _open(act, pk)
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis mengapa arsip ini ditahan, misalnya ada sengketa."})
    if record.state == _State.LISTED:
        operations.take_off(record, reason=f"Ditahan: {reason.strip()}")
    operations.change(record, held=reason.strip()[:500])
    log(act, "archive_hold", about(record), alasan=reason.strip()[:500])
    return record


@transaction.atomic
def let_go(act: Act, *, pk: int, reason: str) -> Record:
    record = _open(act, pk)
    if not record.held:
        raise MovedOn("Arsip ini tidak sedang ditahan.")
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis mengapa arsip ini tidak perlu ditahan lagi."})
    operations.change(record, held="")
    log(act, "archive_let_go", about(record), alasan=reason.strip()[:500])
    return record


@transaction.atomic
def classify(act: Act, *, pk: int, code: str, security: str) -> Record:
    """Gives a record another classification, so another retention. Raises NotFit if the schedule does not have it."""
    record = _living(act, pk)
    office = record.office
    says = span(offices.definition(office).archive, code, since=since(record))
    if not says.fate:
        sentence = "Kode ini tidak ada di jadwal retensi kantor. Periksa lagi kodenya."
        raise NotFit(sentence, {"kode": sentence})
    before = f"{record.code} {record.security}"
    operations.change(record, security=security, appraised=False)
    operations.schedule(record, code=code, span=says, definition_hash=office.definition_hash)
    log(act, "archive_classify", about(record), dari=before, menjadi=f"{code} {security}")
    return record


@transaction.atomic
def appraise(act: Act, *, pk: int, fate: str, reason: str) -> Record:
    """Decides the fate of a record whose schedule asks for an appraisal: destroyed, or kept for good."""
    record = _living(act, pk)
    if record.fate != Record.Fate.APPRAISE:
        raise MovedOn("Nasib akhir arsip ini sudah ditentukan jadwal retensi.")
    if not reason.strip():
        raise NotFit("Tulis alasannya.", {"alasan": "Tulis pertimbangan penilaiannya."})
    operations.change(record, fate=fate, appraised=True)
    log(act, "archive_appraise", about(record), nasib=fate, alasan=reason.strip()[:500])
    return record


def _open(act: Act, pk: int) -> Record:
    record = archive.record(pk, office=as_archivist(act).pk, lock=True)
    if record.state in _ENDED:
        raise Closed("Arsip ini sudah musnah atau diserahkan.")
    return record


def _living(act: Act, pk: int) -> Record:
    record = _open(act, pk)
    if record.state == _State.LISTED:
        raise Closed("Arsip ini sedang diusulkan. Batalkan dulu usulannya.")
    return record
